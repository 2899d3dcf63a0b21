using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A generated process: step law, law of the start, and a stream for whatever else a case draws.</summary>
/// <param name="Step">Δ</param>
/// <param name="Start">the law of x₀</param>
/// <param name="Seed">of the case's own draws</param>
public sealed record GeneratedProcess(MixedStep Step, GeneratedStart Start, ulong Seed)
{
    /// <summary>A fresh stream for the case's own draws.</summary>
    public RandomStream Stream => new(Seed);

    /// <summary>Processes with Lipschitz steps and unimodal starts around 0, of scales from 0.05 to 2.</summary>
    public static Arbitrary<GeneratedProcess> Lipschitz(double lipschitz) => From(GeneratedStep.Lipschitz(lipschitz));

    /// <summary>Processes with steps of any slope.</summary>
    public static Arbitrary<GeneratedProcess> Steep() => From(GeneratedStep.Steep());

    /// <summary>Simpler steps first, then simpler starts.</summary>
    public IEnumerable<GeneratedProcess> Shrink() =>
        GeneratedStep
            .Shrink(Step)
            .Select(step => this with { Step = step })
            .Concat(Start.Shrink().Select(start => this with { Start = start }));

    private static Arbitrary<GeneratedProcess> From(Gen<MixedStep> steps) =>
        (
            from step in steps
            from start in GeneratedStart.Unimodal(0, 0.05, 2)
            from seed in Draw.Seed()
            select new GeneratedProcess(step, start, seed)
        ).ShrunkBy(process => process.Shrink());
}
