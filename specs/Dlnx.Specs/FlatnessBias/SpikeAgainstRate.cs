using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-5",
    "Monotonicity in η",
    Kind = ClaimKind.Figure,
    Source = "Section 4.2, Fig. 5",
    DependsOn = ["D/eq-12", "D/rpe"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Surrogate,
    Statement = """
        Where a burst is continued, a few steps before its peak, with $c\eta$ instead of $\eta$, a larger $c$ gives a larger spike
        $M(c) = \max_{s \le 8} L_s$ of the loss, and turns $v_1$ further: the similarity $s(c)$ of $v_1$ before and after four
        steps is lower.
        """,
    Explanation = """
        The paper's scalings are lost; here $c$ is 0.5, 0.75, 1, 1.25, 1.5 and the intervention 8 steps before the peak, on
        generated textures (surrogate S1) instead of Fashion-MNIST. The spike grows for every burst of twenty seeds. The rotation
        grows in the mean over seeds only: it is not monotone between neighbouring $c$, and of ten seeds two turn no further at
        $1.5\eta$ than at $\eta/2$.
        """
)]
public sealed class SpikeAgainstRate : BurstSpec
{
    private const int Steps = 8;
    private const int Turning = 4;

    [Parameter(Above = 0, Max = 3, Description = "factors of η in the figures")]
    public double[] Scales { get; set; } = [0.5, 0.75, 1, 1.25, 1.5];

    [Parameter(Min = 2, Max = 20, Description = "steps before the peak at which the rate changes")]
    public int Before { get; set; } = 8;

    /// <inheritdoc/>
    protected override bool HasReferenceParameters => Before == 8;

    [Check(Tier.Standard)]
    public void A_larger_rate_gives_a_larger_spike_of_the_loss() => OnTextures(Spikes);

    [Check(Tier.Standard)]
    public void A_larger_rate_turns_the_eigenvector_further_on_average() => OnTextures(Rotation);

    [Check(Tier.Full)]
    public void On_Fashion_MNIST() => OnFashionMnist(Spikes, Rotation);

    private void Spikes(IReadOnlyList<SeedBurst> bursts)
    {
        double Excess(SeedBurst b, double c) => Response(b, c).Spike / Response(b, c).Start;
        double Ratio(SeedBurst b, double c) => Response(b, c).Spike / Response(b, 1).Spike;
        ForAllSeeds(
                "M(0.5) and M(0.75) are the loss at the start",
                bursts.Select(b => 1 + Rounding - Math.Max(Excess(b, 0.5), Excess(b, 0.75)))
            )
            .Rejects("a spike at 0.75η as well", [.. bursts.Select(b => Excess(b, 0.75) - 1.05)]);
        ForAllSeeds("M(1.5) is at least 1.3 M(1)", bursts.Select(b => Ratio(b, 1.5) - 1.3))
            .Rejects("the spike does not depend on η", [.. bursts.Select(b => 0.1 - Math.Abs(Ratio(b, 1.5) - 1))]);
        ForAllSeeds("M(1.25) is at least 1.15 M(1)", bursts.Select(b => Ratio(b, 1.25) - 1.15));
        ForMostSeeds("M(1) is at least 1.2 times the loss at the start", bursts.Select(b => Excess(b, 1) - 1.2));
        var figure = Draw("Spike of the loss against the rate", Axis.Linear("factor c of η"), Axis.Log("M(c)/L₀"));
        foreach (var burst in bursts)
        {
            figure.Points(burst.Name, Scales, [.. Scales.Select(c => Excess(burst, c))]);
            foreach (var c in new[] { 0.5, 0.75, 1, 1.25, 1.5 })
                Accepted($"{burst.Name}: M({c})", Response(burst, c).Spike, within: 0.02);
        }
        figure.Level("loss at the start", 1);
    }

    private void Rotation(IReadOnlyList<SeedBurst> bursts)
    {
        double Similarity(double c) => bursts.Average(b => Response(b, c).Similarity);
        var difference = Similarity(0.5) - Similarity(1.5);
        Together("mean s(0.5) − s(1.5) is at least 0.15", difference - 0.15)
            .Rejects("rotation does not depend on η", [0.15 - Math.Abs(difference)])
            .Rejects("rotation decreases with η", [-difference]);
        var figure = Draw(
            "Rotation against the rate",
            Axis.Linear("factor c of η"),
            Axis.Linear("|v₁ᵀv₁′| over 4 steps")
        );
        foreach (var burst in bursts)
            figure.Points(burst.Name, Scales, [.. Scales.Select(c => Response(burst, c).Similarity)]);
        figure.Line("mean", Scales, [.. Scales.Select(Similarity)]);
        foreach (var burst in bursts)
        {
            foreach (var c in new[] { 0.5, 1.5 })
                Accepted($"{burst.Name}: s({c})", Response(burst, c).Similarity, within: 0.02);
        }
    }

    private SpikeResponse Response(SeedBurst burst, double scale) =>
        Shared(
            $"{burst.Setting.Key(burst.Seed)} {Before} before the peak, spike at {scale:R}η",
            _ =>
            {
                var start = burst.Episode.BeforePeak(Before);
                var plan = BranchPlan.Constant(start, scale * burst.LearningRate, Steps) with { Measured = [Turning] };
                var branch = burst.Follow(plan, Cancellation);
                // A branch that diverges has an infinite spike and turns in no particular direction.
                return branch.Losses.All(double.IsFinite)
                    ? new SpikeResponse(
                        branch.Losses[0],
                        branch.Losses.Max(),
                        burst.Records[start].SimilarityTo(branch.Points[Turning])
                    )
                    : new SpikeResponse(branch.Losses[0], double.PositiveInfinity, double.NaN);
            }
        );

    /// <summary>What a rate does within a few steps.</summary>
    private sealed record SpikeResponse(double Start, double Spike, double Similarity);
}
