using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A step law and a discrete law of x₀ with integer weights, around its smallest median m₀.</summary>
public sealed record DiscreteStart(StepLaw Law, DiscreteLaw Start)
{
    /// <summary>G(1000) and one to eight atoms of weights 1 to 20, spread from a hundredth of a step to many steps.</summary>
    public static Arbitrary<DiscreteStart> Any { get; } =
        Arb.From(Draw.Seed().Select(seed => Next(new RandomStream(seed))), Smaller);

    /// <summary>m₀.</summary>
    public double Median { get; } = Start.LowerMedian;

    /// <summary>A, B, C and D.</summary>
    public MassCondition Mass { get; } = MassCondition.Around(Start, Law, Start.LowerMedian);

    /// <summary>F₂(m₀).</summary>
    public double Later { get; } = Start.After(Law, 2).Cumulative(Start.LowerMedian);

    /// <summary>The next draw of a stream.</summary>
    public static DiscreteStart Next(RandomStream stream)
    {
        var law = RandomStepLaws.Draw(stream, 1000);
        var count = stream.NextInt32(1, 9);
        var spread = Math.Pow(10, stream.NextUniform(-2, 1.5));
        var (atoms, weights) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
            (atoms[i], weights[i]) = (spread * stream.NextNormal(), stream.NextInt32(1, 21));
        return new(law, new(atoms, weights));
    }

    /// <summary>By how much K₂(x, (−∞, m₀]) falls short of claimed values on the four regions, at the worst atom.</summary>
    /// <param name="bounds">for A, B, C and D</param>
    public double Excess(double[] bounds)
    {
        var worst = 0.0;
        foreach (var x in Start.Atoms)
            worst = Math.Max(worst, bounds[Region(x)] - EndpointLaw.From(Law, x, 2).Cumulative(Median));
        return worst;
    }

    /// <summary>The larger of the shortfall of F₂(m₀) from A + ¾B + ¼C and, where that is at least ½, from ½.</summary>
    // Integer weights are summed exactly; the quotients by their sum are not.
    public double Violation() => Math.Max(Shortfall(Mass.LowerBound - 1e-14), MissedBy(mass => mass.LowerBound >= 0.5));

    /// <summary>½ − F₂(m₀) where a condition holds that is claimed to suffice.</summary>
    public double MissedBy(Func<MassCondition, bool> condition) => condition(Mass) ? Shortfall(0.5) : 0;

    /// <summary>By how much F₂(m₀) falls short of a level.</summary>
    public double Shortfall(double level) => Math.Max(0, level - Later);

    public override string ToString() =>
        $"Δ = {Law}, atoms {string.Join(", ", Start.Atoms.ToArray())}, weights {string.Join(", ", Start.Weights.ToArray())}";

    private int Region(double x)
    {
        var reach = 2 * Law.At(Median);
        return x <= Median - reach ? 0
            : x <= Median ? 1
            : x <= Median + reach ? 2
            : 3;
    }

    private static IEnumerable<DiscreteStart> Smaller(DiscreteStart c)
    {
        var (atoms, weights) = (c.Start.Atoms.ToArray(), c.Start.Weights.ToArray());
        for (var i = 0; i < atoms.Length && atoms.Length > 1; i++)
            yield return new(c.Law, new(Without(atoms, i), Without(weights, i)));
        if (weights.Any(w => w != 1))
            yield return new(c.Law, DiscreteLaw.Uniform(atoms));
        foreach (var law in c.Law is MixedStep mixed ? GeneratedStep.Shrink(mixed) : [])
            yield return new(law, c.Start);
    }

    private static double[] Without(double[] values, int index) => [.. values[..index], .. values[(index + 1)..]];
}
