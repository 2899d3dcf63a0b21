using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>The first correction to the escape time from balanced scales, measured and by its law (C, Corollary 7).</summary>
/// <param name="Activation">φ</param>
/// <param name="Depth">L</param>
public sealed record CollapseCorrection(Activation Activation, int Depth)
{
    /// <summary>a⋆. Default 0.3.</summary>
    public double Threshold { get; init; } = 0.3;

    /// <summary>κ.</summary>
    public double Drive => EscapeSetting.Drive(Activation, Depth);

    /// <summary>Whether the law holds: L &gt; q + 1.</summary>
    public bool HasLaw => Activation.Order is { } q && Depth > q + 1;

    /// <summary>The part of the bracket that is left of its first term.</summary>
    public double BracketShare => Bracket / FirstTerm;

    /// <summary>τ_lead.</summary>
    public double Leading(double eps) => EscapeQuadrature.BalancedTime(Depth, eps, Drive, Threshold);

    /// <summary>τ⋆ − τ_lead of the exact reduced flow; null when there is no escape.</summary>
    public double? Measured(double eps, CancellationToken cancellation = default)
    {
        var run = new EscapeRun
        {
            Threshold = Threshold,
            RelativeTolerance = 1e-11,
            Horizon = 1e3 * Leading(eps),
            Cancellation = cancellation,
        };
        return run.Time(new ReducedChain(Activation, Depth), EscapeSetting.Balanced(Depth, eps)) - Leading(eps);
    }

    /// <summary>−(C₀/κ) ε^{−(L−q−1)} [(2q/(q+1))/(L−q−1) − ((q−1)/(q+1))/L]; NaN unless <see cref="HasLaw"/>.</summary>
    public double Predicted(double eps) =>
        HasLaw
            ? -ActivationConstants.Of(Activation).CorrectionRatio!.Value
                / Drive
                * Math.Pow(eps, -(Depth - Q - 1))
                * Bracket
            : double.NaN;

    private double Q => Activation.Order!.Value;

    private double FirstTerm => 2 * Q / (Q + 1) / (Depth - Q - 1);

    private double Bracket => FirstTerm - ((Q - 1) / (Q + 1) / Depth);
}
