using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Step laws of the catalogue's generator as cases that shrink towards one flat, rounded sigmoid.</summary>
public static class GeneratedStep
{
    /// <summary>G(1000; L).</summary>
    public static Gen<MixedStep> Lipschitz(double lipschitz) =>
        Draw.Seed().Select(seed => RandomStepLaws.DrawLipschitz(new RandomStream(seed), 1000, lipschitz));

    /// <summary>G(1000), as steep as it comes.</summary>
    public static Gen<MixedStep> Steep() =>
        Draw.Seed().Select(seed => RandomStepLaws.Draw(new RandomStream(seed), 1000));

    /// <summary>Simpler laws with no larger slope: one sigmoid less, flatter ones, rounded numbers.</summary>
    public static IEnumerable<MixedStep> Shrink(MixedStep law)
    {
        for (var k = 0; k < law.Heights.Count && law.Heights.Count > 1; k++)
            yield return Without(law, k);
        if (law.Steepness.Max() > 1)
            yield return new(
                law.Floor,
                [.. law.Heights],
                [.. law.Steepness.Select(s => Math.Min(s, 1))],
                [.. law.Centres]
            );
        var rounded = Rounded(law);
        if (!string.Equals(rounded.ToString(), law.ToString(), StringComparison.Ordinal))
            yield return rounded;
    }

    private static MixedStep Without(MixedStep law, int k) =>
        new(law.Floor, Except(law.Heights, k), Except(law.Steepness, k), Except(law.Centres, k));

    // Heights and slopes are rounded down, so that the Lipschitz constant does not grow.
    private static MixedStep Rounded(MixedStep law) =>
        new(
            Shorter.Of(law.Floor, Math.Ceiling),
            [.. law.Heights.Select(h => Shorter.Of(h, Math.Floor))],
            [.. law.Steepness.Select(s => Shorter.Of(s, Math.Floor))],
            [.. law.Centres.Select(c => Shorter.Of(c, Math.Round))]
        );

    private static double[] Except(IReadOnlyList<double> values, int k) => [.. values.Where((_, i) => i != k)];
}
