using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>Where the search for an attracting two-cycle ended.</summary>
public enum TwoCycleOutcome
{
    /// <summary>The iterates settled on a two-cycle.</summary>
    Attracting,

    /// <summary>The iterates settled on the fixed point 1.</summary>
    FixedPoint,

    /// <summary>The iterates stayed bounded but did not settle on a period of 1 or 2.</summary>
    NotAttracting,

    /// <summary>The iterates left every bound.</summary>
    Diverged,
}

/// <summary>The outcome of a search; the cycle's numbers are NaN unless the outcome is Attracting.</summary>
/// <param name="Outcome">where the iteration ended</param>
/// <param name="Cycle">the cycle found</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TwoCycleSearchResult(TwoCycleOutcome Outcome, TwoCycle Cycle)
{
    /// <summary>The outcome in words, with the remedy.</summary>
    public string Sentence =>
        Outcome switch
        {
            TwoCycleOutcome.Attracting => "the iterates settle on a two-cycle.",
            TwoCycleOutcome.FixedPoint => "the iterates settle on the fixed point 1; a two-cycle needs k above 2.",
            TwoCycleOutcome.NotAttracting =>
                "the iterates settle on no period of 1 or 2; for a repelling two-cycle use TwoCycleSearch.ByRoots.",
            _ => "the iterates diverge; choose a smaller k.",
        };
}

/// <summary>Two ways to the two-cycle that use the map only, not the polynomial of B/thm-1.</summary>
public static class TwoCycleSearch
{
    private const int Rounds = 2000;
    private const int PairsPerRound = 500;
    private const double Settled = 1e-10;

    /// <summary>
    /// Iterates F∘F from the map's maximum until it stands still, then removes the last error by Newton.
    /// </summary>
    public static TwoCycleSearchResult ByIteration(BalancedMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        // Two iterates of the critical point enter the trapping interval; the critical orbit finds every attractor.
        var x = map.K > 1 ? map.CriticalPoint() : 0.5;
        for (var round = 0; round < Rounds; round++)
        {
            x = map.Iterate(x, 2 * PairsPerRound);
            var defect = Math.Abs(map.Iterate(x, 2) - x);
            if (!double.IsFinite(defect))
            {
                return new(TwoCycleOutcome.Diverged, Missing);
            }
            if (defect <= Settled * Math.Abs(x))
            {
                return Polished(map, x);
            }
        }
        return new(TwoCycleOutcome.NotAttracting, Missing);
    }

    /// <summary>The two-cycle as the root of F(F(x)) − x below 1, attracting or not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">k outside (2, 4]</exception>
    public static TwoCycle ByRoots(BalancedMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        MapDomain.AboveOnset(map.K);
        // F rises from 0 to its maximum above 1, so F(a) = 1 on the way, and F(F(a)) − a = 1 − a > 0. The cycle is
        // above a.
        var a = BracketedRoot.Find(x => map.Apply(x) - 1, 0, map.CriticalPoint());
        var nearFixedPoint = 1 - AmplitudeLaw.InnerMargin(map.Depth, map.K);
        var low = BracketedRoot.Find(x => map.Iterate(x, 2) - x, a, nearFixedPoint);
        return TwoCycle.Through(map, low, map.Apply(low));
    }

    private static TwoCycle Missing => new(double.NaN, double.NaN, double.NaN);

    private static TwoCycleSearchResult Polished(BalancedMap map, double settled)
    {
        var x = settled;
        for (var i = 0; i < 4; i++)
        {
            var image = map.Apply(x);
            var slope = map.Derivative(x) * map.Derivative(image) - 1;
            x -= (map.Apply(image) - x) / slope;
        }
        var y = map.Apply(x);
        var cycle = TwoCycle.Through(map, Math.Min(x, y), Math.Max(x, y));
        // Iterates that settle slowly near k = 2 may still be apart although their cycle has length 1.
        return cycle.HalfRange <= 1e-7 ? new(TwoCycleOutcome.FixedPoint, Missing)
            : cycle.Attracts ? new(TwoCycleOutcome.Attracting, cycle)
            : new(TwoCycleOutcome.NotAttracting, Missing);
    }
}
