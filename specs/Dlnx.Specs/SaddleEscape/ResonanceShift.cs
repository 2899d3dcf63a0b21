using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>The excess Δ = τ⋆ − τ_lead of a balanced escape over the leading order (C, eq. 30).</summary>
/// <param name="Activation">φ, of class B or C</param>
/// <param name="Depth">L</param>
public sealed record ResonanceShift(Activation Activation, int Depth)
{
    // The excess is a small part of the time.
    private const double Accuracy = 1e-12;

    /// <summary>a⋆. Default 0.3.</summary>
    public double Threshold { get; init; } = 0.3;

    /// <summary>q.</summary>
    public int Order =>
        Activation.Order ?? throw new ArgumentException($"{Activation} has no order: it is linear at 0.");

    /// <summary>C₀.</summary>
    public double Ratio => ActivationConstants.Of(Activation).CorrectionRatio ?? double.NaN;

    /// <summary>κ.</summary>
    public double Drive => EscapeSetting.Drive(Activation, Depth);

    /// <summary>Δ at ε; null when there is no escape.</summary>
    public double? Excess(double eps, CancellationToken cancellation = default)
    {
        var run = new EscapeRun
        {
            Threshold = Threshold,
            RelativeTolerance = Accuracy,
            Cancellation = cancellation,
        };
        return run.Time(new ReducedChain(Activation, Depth), EscapeSetting.Balanced(Depth, eps)) - Leading(eps);
    }

    /// <summary>κ[Δ(ε/2) − Δ(ε)]/ln 2.</summary>
    public double Coefficient(double excess, double half) => Drive * (half - excess) / Math.Log(2);

    /// <summary>The coefficient divided by −C₀; 2q/(q + 1) at the resonance as ε → 0.</summary>
    public double Normalised(double excess, double half) => Coefficient(excess, half) / -Ratio;

    /// <summary>The error of <see cref="Normalised"/> that the accuracy of the times leaves, ε the smaller of the two.</summary>
    public double Rounding(double eps) => Math.Abs(Normalised(-Accuracy * Leading(eps), Accuracy * Leading(eps)));

    private double Leading(double eps) => EscapeQuadrature.BalancedTime(Depth, eps, Drive, Threshold);

    /// <summary>
    /// C of the flow on the ray, from minus the derivative of the loss along it, over that of the leading order; extrapolated
    /// to a = 0.
    /// </summary>
    public double RayCoefficient()
    {
        var chain = new ReducedChain(Activation, Depth);
        var velocity = new double[Depth];
        var (whole, half) = (At(0.02), At(0.01));
        // The next term is one (q = 2: u^(1/2)) or two powers of a smaller, and so is the self-interaction.
        return Order == 2 ? (2 * half) - whole : ((4 * half) - whole) / 3;

        double At(double a)
        {
            chain.Velocity(EscapeSetting.Balanced(Depth, a), velocity);
            return ((velocity.Average() / (Drive * Math.Pow(a, Depth - 1))) - 1) / Math.Pow(a, Order - 1);
        }
    }
}
