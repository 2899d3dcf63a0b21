namespace Dlnx.Flatness;

/// <summary>
/// Δ(x) = φ(s) with the surplus s = ηψ(eˣ) − c, the sharpness ψ(h) = ψ_0 + h^q and the response φ(s) = a·s^p for s &gt; 0,
/// 0 otherwise (eqs. 4, 5 and 27). Strictly increasing where s &gt; 0 and q &gt; 0; constant for q = 0.
/// </summary>
public sealed class PowerResponseStep : StepLaw
{
    /// <summary>a &gt; 0.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>p &gt; 0.</summary>
    public double ResponseExponent { get; init; } = 1;

    /// <summary>ψ_0.</summary>
    public double LeastSharpness { get; init; }

    /// <summary>q ≥ 0.</summary>
    public double SharpnessExponent { get; init; } = 1;

    /// <summary>η.</summary>
    public double LearningRate { get; init; } = 1;

    /// <summary>c, the local stability constant.</summary>
    public double Threshold { get; init; } = 2;

    /// <inheritdoc/>
    public override double Lipschitz => SharpnessExponent == 0 ? 0 : double.PositiveInfinity;

    /// <summary>s = ηψ(eˣ) − c.</summary>
    public double Surplus(double x) => (LearningRate * (LeastSharpness + Math.Exp(SharpnessExponent * x))) - Threshold;

    /// <inheritdoc/>
    public override double At(double x) => Surplus(x) is > 0 and var s ? Scale * Math.Pow(s, ResponseExponent) : 0;

    /// <inheritdoc/>
    public override double Slope(double x)
    {
        var s = Surplus(x);
        if (!(s > 0))
            return 0;
        var sharpnessSlope = LearningRate * SharpnessExponent * Math.Exp(SharpnessExponent * x);
        return Scale * ResponseExponent * Math.Pow(s, ResponseExponent - 1) * sharpnessSlope;
    }

    /// <summary>The formula with its numbers.</summary>
    public override string ToString() =>
        $"{Scale:R}·({LearningRate:R}·({LeastSharpness:R} + e^({SharpnessExponent:R}x)) − {Threshold:R})^{ResponseExponent:R}";
}
