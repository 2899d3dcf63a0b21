using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/fig-4",
    "Heterogeneous depth dynamics",
    Kind = ClaimKind.Figure,
    Source = "Figure 4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/eq-18", "A/eq-54"],
    Verdict = Verdict.Confirmed,
    Statement = """
        From equal initial scales, at the step $\eta^* = 2/\lambda^*$ of the flattest minimum, the allocation first concentrates
        in the shallow pathway and then converges to the optimum of A/eq-18; with a small step it stays in the shallow pathway.
        (The setting is chosen here: depths 3 and 5, $\sigma = 1$, $\alpha = 0.3$.)
        """,
    Readings = ["At η = 2/λ* the approach is algebraic: the distance of the shares from the optimum falls like 1/√t."]
)]
public sealed class UnequalDepths : DepthRaceSpec
{
    private static readonly DepthRace Reference = new([3, 5], 1, 0.3);

    /// <summary>The setting of the figure.</summary>
    public UnequalDepths()
        : base(Reference) { }

    [Check]
    public void At_the_critical_step_the_shares_reach_the_optimum()
    {
        var optimum = Reference.Optimum;
        var run = Reference.Run(optimum.LearningRate, 60_000, 2000, Cancellation);
        Evidence
            .Agrees("shares, mean of the last 2000 of 60 000 steps", run.Average, optimum.Shares, Absolute(6e-3))
            .Rejects("equal split", Reference.EqualShares)
            .Rejects("winner takes all", Reference.Flow.Shares)
            .Rejects("equal terms L_p s_p^(2−2/L_p)", Reference.EqualTermShares);
        Evidence.Golden("mean share of the shallow path", run.Average![0], Absolute(1e-4));
        Evidence.Golden("mean share of the deep path", run.Average![1], Absolute(1e-4));
        Evidence.Above("peak of s₁/(s₁ + s₂)", run.PeakDominance, 0.95);
        Evidence.Golden("peak of s₁/(s₁ + s₂)", run.PeakDominance, Absolute(1e-4));
        Evidence.Golden("step of the peak", run.PeakStep, Absolute(0));
        Evidence.Golden("largest s₁/σ", run.Samples.Max(sample => sample.Coefficients[0]), Absolute(1e-2));
        Evidence.AtLeast("smallest r_p", run.MinScale, 0.3);
    }

    [Check]
    public void The_approach_is_algebraic()
    {
        var eta = Reference.Optimum.LearningRate;
        double Distance(int steps) => Reference.Distance(Reference.Run(eta, steps, 2000, Cancellation));
        double[] distances = [Distance(15_000), Distance(60_000), Distance(240_000)];
        Evidence
            .Agrees(
                "fall of the distance when the steps are quadrupled, twice",
                [distances[0] / distances[1], distances[1] / distances[2]],
                [2, 2],
                Absolute(0.15)
            )
            .Rejects("1/t", 4, 4)
            .Rejects("it stops at a distance", 1, 1);
    }

    [Check]
    public void With_a_small_step_the_shallow_path_keeps_the_mode()
    {
        var eta = DepthRace.SmallFraction * Reference.Optimum.LearningRate;
        var run = Reference.Run(eta, 60_000, 2000, Cancellation);
        Evidence.Above("share of the shallow path", run.Mode.Shares()[0], 0.98);
        Evidence.Golden("small step: share of the shallow path", run.Mode.Shares()[0], Absolute(1e-3));
        Evidence
            .Agrees(
                "shares, against the end of gradient flow",
                run.Mode.Shares(),
                Reference.Flow.Shares,
                Absolute(1e-3)
            )
            .Rejects("the optimum", Reference.Optimum.Shares)
            .Rejects("all in the shallow path", 1, 0);
        Evidence.Below("largest ηλ_t/2", run.MaxEtaLambdaHalf, 1);
    }

    [Check(Tier.Standard)]
    public void Full_matrices_follow_the_recursion()
    {
        var eta = Reference.Optimum.LearningRate;
        // The critical step of mode 1; the others are below theirs.
        var run = MatrixComparison.Of(
            [3, 5],
            [1, 0.7, 0.4],
            [0.3, 0.3],
            RateSchedule.Constant(eta),
            60_000,
            new RandomStream(StreamSeed()),
            Cancellation
        );
        Evidence.AtLeast($"digits of all shares that agree over {run.Steps} steps, layers 3 × 3", run.Digits, 8);
        var shares = Reference.Run(eta, 60_000, 1, Cancellation).Mode.Shares();
        Evidence
            .Agrees("shares of mode 1 after 60 000 steps", run.Shares[0], shares, Absolute(1e-8))
            .Rejects("the optimum, reached exactly", Reference.Optimum.Shares)
            .Rejects("winner takes all", Reference.Flow.Shares);
    }

    [Check]
    public void The_same_at_this_setting() => CheckThisSetting();
}
