using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A random positive, strictly increasing Δ of the family G and a start x₀ ~ N(0, 1).</summary>
public sealed record SteepStart(MixedStep Law, double Start)
{
    /// <summary>G(1000): from nearly flat to nearly a jump.</summary>
    public static Arbitrary<SteepStart> Any { get; } = From(stream => RandomStepLaws.Draw(stream, 1000));

    /// <summary>Another family, with the same starts.</summary>
    public static Arbitrary<SteepStart> From(Func<RandomStream, MixedStep> family) =>
        Arb.From(Draw.Seed().Select(seed => With(new RandomStream(seed), family)), Smaller);

    /// <summary>End points of all strings of t signs, under this law or another one made from it.</summary>
    public double[] Endpoints(int steps, Func<StepLaw, StepLaw>? instead = null) =>
        PathEnumeration.Endpoints(instead is null ? Law : instead(Law), Start, steps);

    /// <summary>Fewer sigmoids, a start at 0, rounder numbers: what FsCheck tries on a counterexample.</summary>
    internal static IEnumerable<MixedStep> Simpler(MixedStep law)
    {
        double[] heights = [.. law.Heights];
        double[] steepness = [.. law.Steepness];
        double[] centres = [.. law.Centres];
        for (var k = 0; k < heights.Length && heights.Length > 1; k++)
            yield return new(law.Floor, Without(heights, k), Without(steepness, k), Without(centres, k));
        if (Rounded(law.Floor) != law.Floor)
            yield return new(Rounded(law.Floor), heights, steepness, centres);
        if (heights.Any(h => Rounded(h) != h))
            yield return new(law.Floor, [.. heights.Select(Rounded)], steepness, centres);
        if (steepness.Any(s => Rounded(s) != s))
            yield return new(law.Floor, heights, [.. steepness.Select(Rounded)], centres);
        if (centres.Any(c => c != 0))
            yield return new(law.Floor, heights, steepness, new double[centres.Length]);
    }

    public override string ToString() => $"Δ = {Law}, x₀ = {Start:R}";

    private static SteepStart With(RandomStream stream, Func<RandomStream, MixedStep> family)
    {
        var law = family(stream);
        return new(law, stream.NextNormal());
    }

    private static IEnumerable<SteepStart> Smaller(SteepStart start)
    {
        if (start.Start != 0)
            yield return start with
            {
                Start = 0,
            };
        foreach (var law in Simpler(start.Law))
            yield return start with
            {
                Law = law,
            };
    }

    /// <summary>The nearest power of two.</summary>
    private static double Rounded(double positive) => Math.Pow(2, Math.Round(Math.Log2(positive)));

    private static double[] Without(double[] values, int index) => [.. values[..index], .. values[(index + 1)..]];
}
