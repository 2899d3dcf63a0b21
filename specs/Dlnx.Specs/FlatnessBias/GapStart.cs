using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Which states the constants d and m of a uniform gap must cover.</summary>
public enum HullKind
{
    /// <summary>All states, the terminal one included.</summary>
    Visited,

    /// <summary>The states where Δ is evaluated: all but the terminal one.</summary>
    Evaluated,
}

/// <summary>A piecewise linear Δ with two opposite steps on which it is positive, and a start.</summary>
public sealed record GapStart(PiecewiseShape Shape, double Start)
{
    private const int LongestPath = 8;

    private readonly PiecewiseLinearStep law = Shape.Law();

    /// <summary>Starts in [−1, 1].</summary>
    public static Arbitrary<GapStart> Any { get; } =
        Arb.From(
            (
                from shape in PiecewiseShape.Any
                from start in Draw.Between(-1, 1)
                select new GapStart(shape, start)
            ).Where(c => c.StepsTwice()),
            c => c.Shape.Smaller().Select(shape => new GapStart(shape, c.Start)).Where(s => s.StepsTwice())
        );

    /// <summary>Δ at x₀ − Δ(x₀)/m − 1.</summary>
    public double FarLeft() => law.At(Start - (law.At(Start) / Shape.Slope) - 1);

    /// <summary>Claimed drop minus drop, the largest over the strings with S ≤ 0, t ≤ 8 and d &gt; 0.</summary>
    public double Excess(HullKind kind) => Strings().Max(s => Claimed(s, kind) is { } claimed ? claimed - Drop(s) : 0);

    /// <summary>By how much F_t(x₀ − ½tmd·factor) falls short of ½ + ½P(S_t = 0), with d, m on the hull of all strings.</summary>
    public double Shortfall(double factor)
    {
        var worst = 0.0;
        for (var t = 2; t <= LongestPath; t += 2)
        {
            var endpoints = EndpointLaw.From(law, Start, t);
            var gap = PiecewiseShape.GapOn(law, endpoints.Hull);
            if (!(gap.SmallestStep > 0))
                continue;
            var share = endpoints.Cumulative(Start - (factor * gap.Drift(t)) + 1e-12);
            worst = Math.Max(worst, SignStrings.NonPositiveProbability(t) - share);
        }
        return worst;
    }

    private static IEnumerable<SignString> Strings() =>
        Enumerable.Range(1, LongestPath).SelectMany(SignStrings.All).Where(s => s.Sum <= 0);

    /// <summary>Whether Δ is positive at the start and after a step down.</summary>
    private bool StepsTwice() => law.At(Start) > 0 && law.At(law.Down(Start)) > 0;

    private double Drop(SignString signs) => Start - signs.Apply(law, Start);

    private double? Claimed(SignString signs, HullKind kind)
    {
        var states = signs.States(law, Start);
        var covered = kind == HullKind.Visited ? states : states[..^1];
        var gap = PiecewiseShape.GapOn(law, new(covered.Min(), covered.Max()));
        return gap.SmallestStep > 0 ? gap.Drop(signs) : null;
    }
}
