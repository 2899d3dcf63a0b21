namespace Dlnx.Flatness;

/// <summary>How fast a step of descent changes the sharpness, to first order (D, Sec. 3.1).</summary>
public static class SharpnessDrift
{
    /// <summary>
    /// −∇f·∇λ_max of f = ½(θ₁θ₂ − z*)²: a step of size η changes λ_max by η times it. NaN where the two eigenvalues meet.
    /// </summary>
    /// <param name="loss">½(z − z*)²</param>
    /// <param name="first">θ₁</param>
    /// <param name="second">θ₂</param>
    public static double Of(SquaredLoss loss, double first, double second)
    {
        var point = FactorPair.At(loss, first, second);
        // λ_max = (S + √(b² + 4c²))/2 with b = θ₂² − θ₁² and c = 2z − z*.
        var (b, c) = (point.Imbalance, point.Slope + point.Product);
        var gap = double.Hypot(b, 2 * c);
        var byFirst = first + ((4 * c * second) - (b * first)) / gap;
        var bySecond = second + ((4 * c * first) + (b * second)) / gap;
        return -point.Slope * (second * byFirst + first * bySecond);
    }
}
