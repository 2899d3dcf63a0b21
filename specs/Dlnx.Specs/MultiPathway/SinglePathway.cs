using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// One pathway that carries its mode alone, in original units and as it is defined: F(a) = a − η(a^L − σ)a^(L−1) (19), with
/// the two-step test of Definition 6.1 on a grid. Independent of the normalised map and of the root equation.
/// </summary>
/// <param name="Depth">L, real</param>
/// <param name="Sigma">σ</param>
/// <param name="Eta">η</param>
public sealed record SinglePathway(double Depth, double Sigma, double Eta)
{
    // Starts whose overshoot is only rounding do not count.
    private const double Guard = 1e-13;

    /// <summary>a_* = σ^(1/L).</summary>
    public double FixedPoint => Math.Pow(Sigma, 1 / Depth);

    /// <summary>F(a) for a ≥ 0.</summary>
    public double Apply(double a) => a - (Eta * (Math.Pow(a, Depth) - Sigma) * Math.Pow(a, Depth - 1));

    /// <summary>
    /// Whether 0 &lt; F(F(a)) &lt; a_* for every start a of a grid in (0, a_*) with F(a) &gt; a_*. The grid is even in a^L, which
    /// resolves the overshoot equally well at every depth.
    /// </summary>
    /// <param name="points">of the grid</param>
    public bool IsReturnSafe(int points)
    {
        var end = FixedPoint;
        for (var i = 1; i < points; i++)
        {
            var over = Apply(Math.Pow(Sigma * i / points, 1 / Depth));
            if (over > end * (1 + Guard))
            {
                var back = Apply(over);
                if (!(back > 0 && back < end * (1 + Guard)))
                    return false;
            }
        }
        return true;
    }

    /// <summary>The supremum of ηLσ^(2−2/L) over return-safe steps, by bisection of the test.</summary>
    /// <param name="depth">L, real</param>
    /// <param name="sigma">σ</param>
    /// <param name="points">of the grid of starts</param>
    public static double LargestSafeConstant(double depth, double sigma, int points)
    {
        var unit = 1 / PathwaySharpness.Single(depth, sigma);
        var (safe, unsafeStep) = (1.0, ChainStep.LargestKappaL);
        while (unsafeStep - safe > 1e-7)
        {
            var middle = (safe + unsafeStep) / 2;
            if (new SinglePathway(depth, sigma, middle * unit).IsReturnSafe(points))
                safe = middle;
            else
                unsafeStep = middle;
        }
        return safe;
    }
}
