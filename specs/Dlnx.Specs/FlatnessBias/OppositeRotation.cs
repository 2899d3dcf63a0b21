using Dlnx.Flatness;
using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-4",
    "Opposite rotation",
    Kind = ClaimKind.Figure,
    Source = "Section 4.2, Fig. 4",
    DependsOn = ["D/eq-12", "D/rpe"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Surrogate,
    Statement = """
        The similarity $s_t = |v_1(\theta_t)^\top v_1(\theta_0)|$ of the leading eigenvector to that of a quiet iterate
        $\theta_0$ falls towards the peak of a burst. Where $\eta$ is reduced before the burst resolves, the rotation reverses:
        the similarity rises again.
        """,
    Readings = [
        "Iterates alternate between two walls, so that $s_t$ has two interleaved branches: only the two-step mean "
            + "$\\bar s_t = (s_{t-1} + s_t)/2$ shows the rotation, and only over a few steps after the reduction.",
    ],
    Explanation = """
        Seen on generated textures (surrogate S1), not on the paper's Fashion-MNIST, for nine of the seeds 1 to 10 (in one, $v_1$
        and $v_2$ exchange places), and for 14 of the 18 bursts of twenty seeds where $\eta$ is reduced 4 steps before the peak.
        An intervention 8 steps before the peak is too early for two of five seeds. The statement of Section 4.2 that the leading
        subspace stays similar while single vectors turn is drawn, not asserted: the 3-frame is not markedly closer than $v_1$.
        """
)]
public sealed class OppositeRotation : BurstSpec
{
    private const int Horizon = 12;
    private const int SecondOffset = 2;

    // The gain is the mean over this step after the intervention and the one before it.
    private const int AtStep = 4;

    [Parameter(Min = 1, Max = 8, Description = "steps before the peak at which η is reduced")]
    public int Offset { get; set; } = 4;

    [Parameter(Above = 0, Below = 1, Description = "the factor by which η is reduced")]
    public double Reduction { get; set; } = 0.1;

    /// <inheritdoc/>
    protected override bool HasReferenceParameters => Offset == 4 && Reduction == 0.1;

    [Check(Tier.Standard)]
    public void The_similarity_falls_towards_the_peak() => OnTextures(Fall);

    [Check(Tier.Standard)]
    public void A_reduced_rate_turns_the_eigenvector_back() => OnTextures(Reversal);

    [Check(Tier.Full)]
    public void On_Fashion_MNIST() => OnFashionMnist(Fall, Reversal);

    private void Fall(IReadOnlyList<SeedBurst> bursts)
    {
        double Lowest(SeedBurst b) =>
            Enumerable.Range(b.Episode.Cross, b.Episode.Last - b.Episode.Cross + 1).Min(t => Mean(b, t));
        ForMostSeeds(
                "the lowest two-step mean of the episode is at least 0.05 below that at the cross",
                bursts.Select(b => Mean(b, b.Episode.Cross) - 0.05 - Lowest(b))
            )
            .Rejects("v₁ keeps its direction", [.. bursts.Select(b => Lowest(b) - Mean(b, b.Episode.Cross) + 0.02)]);
    }

    private void Reversal(IReadOnlyList<SeedBurst> bursts)
    {
        foreach (var offset in new[] { Offset, SecondOffset }.Distinct())
        {
            var turns = bursts.Select(b => new Turn(b, offset, Reduced(b, offset))).ToArray();
            ForMostSeeds(
                    $"{offset} steps before the peak: mean similarity 3 and 4 steps later is higher by 0.02",
                    turns.Select(turn => turn.Gain - 0.02)
                )
                .Rejects("the rotation goes on", [.. turns.Select(turn => -turn.Gain)])
                .Rejects("as without the reduction", [.. turns.Select(turn => 0.02 - turn.Gain + turn.PlainGain)]);
            foreach (var turn in turns)
                Accepted($"{turn.Burst.Name}: gain, {offset} steps before the peak", turn.Gain, within: 0.02);
        }
        ForMostSeeds(
            $"{Offset} steps before the peak: within 8 steps the similarity falls lower without the reduction",
            bursts.Select(b => Reduced(b, Offset)[1..9].Min() - Plain(b, Offset).Skip(1).Take(8).Min())
        );
        Curves(bursts);
    }

    private void Curves(IReadOnlyList<SeedBurst> bursts)
    {
        foreach (var burst in bursts.Take(2))
        {
            var start = burst.Episode.BeforePeak(Offset);
            double[] means = [.. Enumerable.Range(1, burst.Records.Count - 1).Select(t => Mean(burst, t))];
            Draw($"Similarity to the quiet v₁, {burst.Name}", Axis.Linear("step t"), Axis.Linear("|v₁(t)ᵀv₁(0)|"))
                .Dots(
                    "every step",
                    burst.Steps,
                    [.. Enumerable.Range(0, burst.Records.Count).Select(t => To(burst, t))]
                )
                .Line("two-step mean", burst.Steps[1..], means)
                .Points(
                    $"η reduced to {Reduction}η",
                    [.. Enumerable.Range(0, Horizon + 1).Select(s => (double)burst.StepOf(start + s))],
                    Reduced(burst, Offset)
                )
                .Rule("peak", burst.StepOf(burst.Episode.Peak))
                .Rule("end", burst.StepOf(burst.Episode.End));
            Draw($"Frame and vector, {burst.Name}", Axis.Linear("step t"), Axis.Linear("similarity to record 0"))
                .Dots("v₁", burst.Steps, [.. Enumerable.Range(0, burst.Records.Count).Select(t => To(burst, t))])
                .Points(
                    "(v₁, v₂, v₃)",
                    burst.Steps,
                    [.. burst.Records.Select(record => FrameSimilarity(burst, record))]
                )
                .Rule("end", burst.StepOf(burst.Episode.End));
        }
    }

    /// <summary>s₀, s₁, … from the intervention on with the reduced rate.</summary>
    private double[] Reduced(SeedBurst burst, int offset) =>
        Shared(
            $"{burst.Setting.Key(burst.Seed)} {offset} before the peak, {Reduction:R}η",
            _ =>
            {
                var start = burst.Episode.BeforePeak(offset);
                var steps = offset == Offset ? Horizon : AtStep;
                var plan = BranchPlan.Constant(start, Reduction * burst.LearningRate, steps);
                var branch = burst.Follow(plan, Cancellation);
                return branch.Points.Select(point => burst.Records[0].SimilarityTo(point)).ToArray();
            }
        );

    /// <summary>The same as recorded, up to the recording's end.</summary>
    private static double[] Plain(SeedBurst burst, int offset) =>
        [.. burst.Records.Skip(burst.Episode.BeforePeak(offset)).Take(Horizon + 1).Select(r => To(burst, r))];

    private static double To(SeedBurst burst, int record) => To(burst, burst.Records[record]);

    private static double To(SeedBurst burst, BurstRecord record) => burst.Records[0].SimilarityTo(record.Leading);

    private static double Mean(SeedBurst burst, int record) =>
        (To(burst, Math.Max(record - 1, 0)) + To(burst, record)) / 2;

    private static double FrameSimilarity(SeedBurst burst, BurstRecord record) =>
        SubspaceAlignment.Between(burst.Records[0].Eigenvectors, record.Eigenvectors).Similarity;

    /// <summary>How far an intervention turns v₁ back within four steps.</summary>
    private sealed record Turn(SeedBurst Burst, int Offset, double[] Similarities)
    {
        private int Start => Burst.Episode.BeforePeak(Offset);

        public double Gain => ((Similarities[AtStep - 1] + Similarities[AtStep]) / 2) - Mean(Burst, Start);

        public double PlainGain => Mean(Burst, Math.Min(Start + AtStep, Burst.Records.Count - 1)) - Mean(Burst, Start);
    }
}
