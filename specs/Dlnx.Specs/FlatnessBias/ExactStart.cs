using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A random positive, strictly increasing, piecewise linear Δ with rational knots and a rational start.</summary>
public sealed record ExactStart(RationalKnotStep Law, Rational Start)
{
    /// <summary>
    /// One to five knots 1/4 to 1 apart from [−3, 0] on, Δ rising by 1/16 to 2 between them (slopes up to 8), x₀ in [−2, 2].
    /// </summary>
    public static Arbitrary<ExactStart> Any { get; } =
        Arb.From(
            from count in Draw.Integer(1, 5)
            from first in Draw.Integer(-12, 0)
            from gaps in Draw.Integer(1, 4).ArrayOf(count - 1)
            from rises in Draw.Integer(1, 32).ArrayOf(count)
            from start in Draw.Integer(-16, 16)
            select new ExactStart(
                new(
                    [.. Sums([first, .. gaps]).Select(k => new Rational(k, 4))],
                    [.. Sums(rises).Select(v => new Rational(v, 16))]
                ),
                new Rational(start, 8)
            ),
            Smaller
        );

    /// <summary>End points of all strings of t signs, exactly.</summary>
    public Rational[] Endpoints(int steps) => PathEnumeration.Endpoints(Law, Start, steps);

    public override string ToString() => $"Δ through {Law}, x₀ = {Start}";

    private static IEnumerable<ExactStart> Smaller(ExactStart start)
    {
        if (start.Start != 0)
            yield return start with
            {
                Start = 0,
            };
        var (knots, values) = (start.Law.Knots, start.Law.Values);
        for (var i = 0; i < knots.Count && knots.Count > 1; i++)
            yield return start with
            {
                Law = new(Without(knots, i), Without(values, i)),
            };
        // Rises of whole numbers are easier to follow by hand.
        var whole = values.Select((_, i) => (Rational)(i + 1)).ToArray();
        if (!whole.SequenceEqual(values))
            yield return start with
            {
                Law = new(knots, whole),
            };
    }

    private static IEnumerable<int> Sums(int[] terms)
    {
        var sum = 0;
        foreach (var term in terms)
            yield return sum += term;
    }

    private static Rational[] Without(IReadOnlyList<Rational> values, int index) =>
        [.. values.Where((_, i) => i != index)];
}
