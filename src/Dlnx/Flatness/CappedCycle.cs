namespace Dlnx.Flatness;

/// <summary>
/// RMSprop and Clipped-Ada without a mean of gradients on ½λx² (D/J-phase): uncapped the step settles on the two-cycle
/// |x| = η/2 − ε/λ; capped at τ it stays bounded iff τ &gt; τ_c = (ηλ/2 − ε)².
/// </summary>
public static class CappedCycle
{
    /// <summary>τ_c = (ηλ/2 − ε)²; 0 where ηλ/2 ≤ ε: then ε alone keeps every step stable.</summary>
    /// <param name="curvature">λ ≥ 0</param>
    /// <param name="learningRate">η ≥ 0</param>
    /// <param name="epsilon">ε ≥ 0</param>
    public static double CriticalCap(double curvature, double learningRate, double epsilon)
    {
        var root = Math.Max(0, (learningRate * curvature / 2) - epsilon);
        return root * root;
    }

    /// <summary>η/2 − ε/λ; 0 where that is negative and the minimum itself attracts.</summary>
    /// <param name="curvature">λ &gt; 0</param>
    /// <param name="learningRate">η ≥ 0</param>
    /// <param name="epsilon">ε ≥ 0</param>
    public static double Amplitude(double curvature, double learningRate, double epsilon) =>
        Math.Max(0, (learningRate / 2) - (epsilon / curvature));
}
