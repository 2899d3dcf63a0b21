using Dlnx.Numerics;

namespace Dlnx.Maps;

/// <summary>
/// The two-cycle of one balanced pathway F(u) = u + κ(1 − u^L)u^(L−1) just above its onset, κL = 2 + δ, in double-double
/// numbers (A/eq-65, A/thm-E.11). About 31 + log₁₀ δ digits of the amplitude; coefficients of order δ keep as many.
/// </summary>
public sealed record ChainTwoCycle
{
    private const int Iterations = 200;
    private const double Settled = 1e-30;

    private ChainTwoCycle(int depth, DoubleDouble half, DoubleDouble mean, DoubleDouble kappa)
    {
        Depth = depth;
        Kappa = kappa;
        Low = new ChainCyclePoint(depth, kappa, 1 + mean - half);
        High = new ChainCyclePoint(depth, kappa, 1 + mean + half);
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>κ = (2 + δ)/L.</summary>
    public DoubleDouble Kappa { get; }

    /// <summary>The point below 1, where e and w are negative.</summary>
    public ChainCyclePoint Low { get; }

    /// <summary>The point above 1.</summary>
    public ChainCyclePoint High { get; }

    /// <summary>⟨e²⟩, the mean of e² over the two points.</summary>
    public DoubleDouble MeanSquaredResidual => Mean(point => point.Residual);

    /// <summary>⟨w²⟩.</summary>
    public DoubleDouble MeanSquaredRatio => Mean(point => point.Ratio);

    /// <summary>e₁ + e₂.</summary>
    public DoubleDouble ResidualSum => Low.Residual + High.Residual;

    /// <summary>∏_k(1 − (L−1)w_k), what a round trip multiplies a small gap between pathways by.</summary>
    public DoubleDouble GapMultiplier => Low.GapFactor * High.GapFactor;

    /// <summary>(1 − <see cref="GapMultiplier"/>)/⟨w²⟩, which tends to (L−1)(L−2).</summary>
    public DoubleDouble ContractionCoefficient => (1 - GapMultiplier) / MeanSquaredRatio;

    /// <summary>
    /// (1 − (1 − Ae₁)(1 − Ae₂))/⟨w²⟩ with A = η(L−1)r_*^(L−2) frozen at the balanced point; tends to 0 with δ.
    /// </summary>
    public DoubleDouble FrozenCoefficient
    {
        get
        {
            var a = Kappa * (Depth - 1);
            return (1 - ((1 - (a * Low.Residual)) * (1 - (a * High.Residual)))) / MeanSquaredRatio;
        }
    }

    /// <summary>The larger of |F(u₁) − u₂| and |F(u₂) − u₁|: zero but for rounding.</summary>
    public double Defect =>
        Math.Max((double)DoubleDouble.Abs(Low.Image - High.Value), (double)DoubleDouble.Abs(High.Image - Low.Value));

    /// <summary>The cycle at κL = 2 + δ.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="delta">δ, in (0, 0.3]</param>
    /// <exception cref="ArgumentOutOfRangeException">depth or δ out of range</exception>
    public static ChainTwoCycle AboveOnset(int depth, double delta)
    {
        MapDomain.Depth(depth);
        if (delta is not (> 0 and <= 0.3))
        {
            throw new ArgumentOutOfRangeException(
                nameof(delta),
                delta,
                $"The distance δ from the onset must lie in (0, 0.3]; it is {delta}."
            );
        }

        // Every half-range is that of a cycle of some κ; to leading order δ is proportional to its square.
        DoubleDouble half = Math.Sqrt(delta / AmplitudeLaw.Coefficient(depth));
        for (var i = 0; i < Iterations; i++)
        {
            var (mean, kappa) = Through(depth, half);
            var factor = DoubleDouble.Sqrt(delta / ((kappa * depth) - 2));
            if (Math.Abs((double)(factor - 1)) <= Settled / delta)
            {
                break;
            }

            half *= factor;
        }

        var cycle = Through(depth, half);
        return new(depth, half, cycle.Mean, cycle.Kappa);
    }

    // A cycle 1 + m ± a: the pulls (1 − u^L)u^(L−1) at both points cancel, and κ times the pull is the way from one to the
    // other. Newton's method for m, whose equation has the slope −2L near 0.
    private static CycleCentre Through(int depth, DoubleDouble half)
    {
        DoubleDouble mean = 0;
        for (var i = 0; i < 20; i++)
        {
            var (high, low) = (1 + mean + half, 1 + mean - half);
            var step = (Pull(depth, high) + Pull(depth, low)) / (PullSlope(depth, high) + PullSlope(depth, low));
            mean -= step;
            if (Math.Abs((double)step) < Settled)
            {
                break;
            }
        }

        return new(mean, half * -2 / Pull(depth, 1 + mean + half));
    }

    private static DoubleDouble Pull(int depth, DoubleDouble u) =>
        (1 - DoubleDouble.Pow(u, depth)) * DoubleDouble.Pow(u, depth - 1);

    private static DoubleDouble PullSlope(int depth, DoubleDouble u) =>
        DoubleDouble.Pow(u, depth - 2) * (depth - 1 - (DoubleDouble.Pow(u, depth) * ((2 * depth) - 1)));

    private DoubleDouble Mean(Func<ChainCyclePoint, DoubleDouble> value)
    {
        var (low, high) = (value(Low), value(High));
        return ((low * low) + (high * high)) / 2;
    }

    private readonly record struct CycleCentre(DoubleDouble Mean, DoubleDouble Kappa);
}
