using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>At which times a statement about the median is tried.</summary>
public enum Horizon
{
    /// <summary>Once the drift exceeds the distance of the median from the largest start.</summary>
    Reached,

    /// <summary>At every time.</summary>
    Any,
}

/// <summary>A piecewise linear Δ and five equally likely starts in [−2, 1].</summary>
public sealed record EnvelopeStart(PiecewiseShape Shape, double[] Atoms)
{
    private const int LongestPath = 6;

    /// <summary>Draws whose Δ is positive on all states up to time 6, and m ≤ 2.</summary>
    public static Arbitrary<EnvelopeStart> Any { get; } =
        Arb.From(
            (
                from shape in PiecewiseShape.Any
                from atoms in Draw.Between(-2, 1).ArrayOf(5)
                select new EnvelopeStart(shape, atoms)
            ).Where(c => c.Meets()),
            c => c.Shape.Smaller().Select(shape => new EnvelopeStart(shape, c.Atoms)).Where(s => s.Meets())
        );

    /// <summary>Δ.</summary>
    public PiecewiseLinearStep Law { get; } = Shape.Law();

    /// <summary>The largest value over t = 2, 4, 6 of a number made from envelope, constants and time, at least 0.</summary>
    public double Worst(Func<UpperEnvelope, UniformGap, int, double> value)
    {
        var worst = 0.0;
        for (var t = 2; t <= LongestPath; t += 2)
        {
            var envelope = UpperEnvelope.Of(Law, Atoms, t);
            worst = Math.Max(worst, value(envelope, PiecewiseShape.GapOn(Law, envelope.Hull), t));
        }
        return worst;
    }

    /// <summary>By how much the smallest median of x_t exceeds the largest one of x₀.</summary>
    public double Risen(Horizon horizon)
    {
        var start = DiscreteLaw.Uniform(Atoms);
        return Worst(
            (envelope, gap, t) =>
                horizon == Horizon.Any || gap.Drift(t) >= envelope.Start - start.UpperMedian
                    ? start.After(Law, t).LowerMedian - start.UpperMedian
                    : 0
        );
    }

    public override string ToString() => $"{Shape}, x₀ in ({string.Join(", ", Atoms.Select(x => $"{x:R}"))})";

    private bool Meets()
    {
        var gap = PiecewiseShape.GapOn(Law, UpperEnvelope.Of(Law, Atoms, LongestPath).Hull);
        return gap.SmallestStep > 0 && gap.SmallestSlope <= 2;
    }
}
