using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/fig-9",
    "Heterogeneous depth, wider range",
    Kind = ClaimKind.Figure,
    Source = "Figure 9, Appendix",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/fig-4"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The flattest allocation of A/eq-18 is reached at $\eta^* = 2/\lambda^*$ over a wider range of depths: (3, 4), (3, 6),
        (3, 8), (3, 4, 5), (2, 4) and (4, 6). (The caption is lost; settings and scales are chosen here.)
        """
)]
public sealed class WiderDepthRange : DepthRaceSpec
{
    private static readonly DepthRace[] Races =
    [
        new([3, 4], 2, 0.2),
        new([3, 6], 2, 0.4),
        new([3, 8], 2, 0.5),
        new([3, 4, 5], 2, 0.3),
        new([2, 4], 3, 0.3),
        new([4, 6], 1, 0.4),
    ];

    /// <summary>The first of the settings.</summary>
    public WiderDepthRange()
        : base(Races[0]) { }

    [Check]
    public void Every_pair_reaches_its_optimum()
    {
        foreach (var race in Races)
        {
            var optimum = race.Optimum;
            var run = race.Run(optimum.LearningRate, 60_000, 2000, Cancellation);
            Evidence
                .Agrees($"{race}: mean shares of the last 2000 steps", run.Average, optimum.Shares, Absolute(6e-3))
                .Rejects("equal split", race.EqualShares)
                .Rejects("winner takes all", race.Flow.Shares)
                .Rejects("equal terms L_p s_p^(2−2/L_p)", race.EqualTermShares);
            for (var p = 0; p < race.Depths.Length; p++)
            {
                Evidence.Golden($"{race}: optimal share {p + 1}", optimum.Shares[p], Absolute(1e-5));
                Evidence.Golden($"{race}: mean share {p + 1}", run.Average![p], Absolute(1e-4));
            }
            Evidence.Above($"{race}: smallest r_p", run.MinScale, 0);
            race.PlotShares(
                Figure($"Depths {string.Join(", ", race.Depths)}", Axis.Log("step"), Axis.Linear("s_p/σ")),
                run
            );
        }
    }

    [Check]
    public void With_a_small_step_the_shallow_path_keeps_the_mode()
    {
        foreach (var race in Races)
        {
            var run = race.Run(DepthRace.SmallFraction * race.Optimum.LearningRate, 60_000, 1, Cancellation);
            Evidence
                .Agrees($"{race}: shares, against gradient flow", run.Mode.Shares(), race.Flow.Shares, Absolute(1e-3))
                .Rejects("the optimum", race.Optimum.Shares);
            Evidence.Golden($"{race}: share of the shallow path, small step", run.Mode.Shares()[0], Absolute(1e-3));
        }
    }

    [Check(Tier.Standard)]
    public void Full_matrices_follow_the_recursion()
    {
        foreach (var race in new[] { Races[3], Races[4] })
        {
            var run = MatrixComparison.Of(
                race.Depths,
                [race.Sigma, race.Sigma / 2],
                race.Scales,
                RateSchedule.Constant(race.Optimum.LearningRate),
                20_000,
                new RandomStream(StreamSeed(race.Depths[0])),
                Cancellation
            );
            Evidence.AtLeast($"{race}: digits of all shares that agree over {run.Steps} steps", run.Digits, 8);
        }
    }

    [Check]
    public void The_same_at_this_setting() => CheckThisSetting();
}
