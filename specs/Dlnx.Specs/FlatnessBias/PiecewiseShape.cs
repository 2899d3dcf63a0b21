using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>
/// Δ linear on 32 segments of [−8, 8] and beyond: slope m plus an excess on some segments, with a given value at 0.
/// </summary>
public sealed record PiecewiseShape(double Slope, double[] Excess, double AtZero)
{
    private const int Segments = 32;
    private const double Reach = 8;

    /// <summary>m from 0.01 to 2, an exponential excess on about a quarter of the segments, Δ(0) from 0.2 to 3.</summary>
    public static Gen<PiecewiseShape> Any { get; } =
        from slope in Draw.LogBetween(0.01, 2)
        from shares in Draw.Between(0, 1).ArrayOf(Segments)
        from marks in Draw.Integer(0, 3).ArrayOf(Segments)
        from atZero in Draw.LogBetween(0.2, 3)
        select new PiecewiseShape(slope, [.. shares.Zip(marks, Height)], atZero);

    /// <summary>The law.</summary>
    public PiecewiseLinearStep Law()
    {
        var below = Excess[..(Segments / 2)].Sum(excess => (Slope + excess) * 2 * Reach / Segments);
        return new(-Reach, Reach, AtZero - below, [.. Excess.Select(excess => Slope + excess)]);
    }

    /// <summary>d and m on a hull.</summary>
    public static UniformGap GapOn(PiecewiseLinearStep law, StateHull hull) =>
        new(law.At(hull.Lower), law.SmallestSlope(hull));

    /// <summary>No excess, or less of it; a slope of 0.1.</summary>
    public IEnumerable<PiecewiseShape> Smaller()
    {
        if (Array.Exists(Excess, excess => excess > 0))
            yield return this with
            {
                Excess = new double[Segments],
            };
        for (var i = 0; i < Segments; i++)
        {
            if (Excess[i] > 0)
                yield return this with
                {
                    Excess = [.. Excess.Select((excess, k) => k == i ? 0 : excess)],
                };
        }
        if (Slope != 0.1)
            yield return this with
            {
                Slope = 0.1,
            };
    }

    public override string ToString() =>
        $"m = {Slope:R}, excess ({string.Join(", ", Excess.Select(e => $"{e:R}"))}), Δ(0) = {AtZero:R}";

    private static double Height(double share, int mark) => mark == 0 ? -Math.Log(1 - (share * 0.999)) : 0;
}
