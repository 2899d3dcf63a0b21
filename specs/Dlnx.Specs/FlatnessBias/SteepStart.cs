using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A random positive, strictly increasing Δ of the family G and a start x₀ ~ N(0, 1).</summary>
public sealed record SteepStart(MixedStep Law, double Start)
{
    /// <summary>G(1000): from nearly flat to nearly a jump.</summary>
    public static Arbitrary<SteepStart> Any { get; } =
        (
            from law in GeneratedStep.Steep()
            from seed in Draw.Seed()
            select new SteepStart(law, new RandomStream(seed).NextNormal())
        ).ShrunkBy(start => start.Smaller());

    /// <summary>End points of all strings of t signs, under this law or another one made from it.</summary>
    public double[] Endpoints(int steps, Func<StepLaw, StepLaw>? instead = null) =>
        PathEnumeration.Endpoints(instead is null ? Law : instead(Law), Start, steps);

    public override string ToString() => $"Δ = {Law}, x₀ = {Start:R}";

    private IEnumerable<SteepStart> Smaller() =>
        GeneratedStep
            .Shrink(Law)
            .Select(law => this with { Law = law })
            .Concat(Start == 0 ? [] : [this with { Start = 0 }]);
}
