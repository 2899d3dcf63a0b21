using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The recorded burst of one seed.</summary>
/// <param name="Seed">of the initial parameters</param>
/// <param name="Setting">what was trained</param>
/// <param name="Recording">its iterates</param>
/// <param name="Episode">the parts of the burst</param>
public sealed record SeedBurst(int Seed, BurstSetting Setting, BurstRecording Recording, BurstEpisode Episode)
{
    /// <summary>For legends and accepted numbers.</summary>
    public string Name => $"seed {Seed}";

    /// <summary>η.</summary>
    public double LearningRate => Recording.Plan.LearningRate;

    /// <summary>The iterates.</summary>
    public IReadOnlyList<BurstRecord> Records => Recording.Records;

    /// <summary>The steps of the iterates.</summary>
    public double[] Steps => [.. Enumerable.Range(0, Records.Count).Select(i => (double)StepOf(i))];

    /// <summary>λ₁η/2 of the iterates.</summary>
    public double[] Ratios => [.. Enumerable.Range(0, Records.Count).Select(Recording.SharpnessRatio)];

    /// <summary>The step of a record.</summary>
    public int StepOf(int record) => Recording.FirstStep + record;

    /// <summary>Continues from a record with other steps.</summary>
    public BurstBranch Follow(BranchPlan plan, CancellationToken cancellation) =>
        BurstBranch.Of(Setting.Objective(), Recording, plan, cancellation);
}
