namespace Dlnx.Maps;

/// <summary>What the iterates of a balanced direction settle on (quantity B/attractor, B/fig-1).</summary>
/// <param name="Period">the period of σx^L, as coded by <see cref="PeriodDetector"/></param>
/// <param name="Values">the distinct values of σx^L, ascending: one per phase of a period, else every kept one</param>
/// <param name="Min">the smallest kept σx^L; NaN when the iterates diverge</param>
/// <param name="Max">the largest kept σx^L; NaN when the iterates diverge</param>
/// <param name="SharpnessMin">the smallest S(s) over the kept iterates, in closed form</param>
/// <param name="SharpnessMax">the largest S(s) over the kept iterates, in closed form</param>
public sealed record Attractor(
    int Period,
    IReadOnlyList<double> Values,
    double Min,
    double Max,
    double SharpnessMin,
    double SharpnessMax
)
{
    /// <summary>Iterates the map, drops the burn-in and describes the rest.</summary>
    /// <param name="map">the balanced map</param>
    /// <param name="sigma">σ, the target singular value, positive</param>
    /// <param name="start">x₀, in units of σ^(1/L)</param>
    /// <param name="burn">steps dropped, at least 0</param>
    /// <param name="keep">iterates kept, at least 64</param>
    public static Attractor Of(BalancedMap map, double sigma = 1, double start = 0.9, int burn = 20_000, int keep = 128)
    {
        ArgumentNullException.ThrowIfNull(map);
        MapDomain.Positive(sigma, nameof(sigma));
        MapDomain.AtLeast(burn, 0, nameof(burn));
        MapDomain.AtLeast(keep, PeriodDetector.Window, nameof(keep));
        var kept = new double[keep];
        map.Record(map.Iterate(MapDomain.Finite(start, nameof(start)), burn), kept);
        return Describe(map.Depth, sigma, kept);
    }

    private static Attractor Describe(int depth, double sigma, double[] kept)
    {
        var products = Array.ConvertAll(kept, x => sigma * IntegerPower.Raise(x, depth));
        var period = PeriodDetector.Period(products);
        if (period == PeriodDetector.NotFinite)
        {
            return new(period, [], double.NaN, double.NaN, double.NaN, double.NaN);
        }
        var scale = Math.Pow(sigma, 1.0 / depth);
        var sharpness = Array.ConvertAll(kept, x => BalancedSharpness.At(depth, sigma, scale * x));
        var phases = period == PeriodDetector.None ? products : products[^period..];
        return new(
            period,
            [.. phases.Distinct().Order()],
            products.Min(),
            products.Max(),
            sharpness.Min(),
            sharpness.Max()
        );
    }
}
