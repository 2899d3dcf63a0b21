using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/sec-1",
    "Headline claims",
    Kind = ClaimKind.Remark,
    Source = "Abstract, Section 1 (three contributions), Section 8",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-4.2", "A/rem-5.1-large", "A/thm-6.2", "A/prop-6.3", "A/x-9"],
    Verdict = Verdict.Corrected,
    Statement = """
        (1) Spreading a singular mode over $P$ pathways lowers its sharpness by the factor $P^{-(1-2/L)}$, which decreases in $P$
        and in $L$. (2) Gradient descent with a large step first breaks the symmetry of the pathways and then re-balances them.
        (3) The worst-case return threshold over the classical limit, $c_L/2$, increases with depth, without bound, like $\ln L$.
        (4) Asymmetry from initialisation and from depth is overridden by large steps.
        """,
    Corrected = """
        (1) and (3) hold as stated. (2) and (4) hold with a limit: inside the window $2 < q < 2P^{1-2/L}$, $q = \eta\lambda^{sp}$,
        the pathways are re-balanced only until $\lambda < 2/\eta$ (the equal split is reached at the window's end), the run stops
        beyond that boundary, and surviving the return threshold ($q < c_L$) does not by itself give balance.
        """,
    Explanation = """
        For $L = 4$, $P = 2$ and $q = 2.5$ the run re-balances from a share of $.956$ to $.783$, not to $\tfrac12$. For $L = 6$,
        $P = 4$ and $q = .98c_L$ no pathway changes sign, yet in some runs one pathway still carries more than half of the mode.
        """
)]
public sealed class HeadlineClaims : ClaimSpec
{
    [Check]
    public void Parallelism_lowers_the_sharpness_by_a_power_of_the_pathways()
    {
        foreach (var L in new[] { 3, 4, 6 })
        {
            int[] ps = [1, 2, 4, 8];
            var measured = Array.ConvertAll(ps, P => FullSharpness(L, P) / PathwaySharpness.Single(L, 1));
            Evidence
                .Agrees(
                    $"L = {L}, P = 1, 2, 4, 8: λ_max of the full Hessian at the equal split over λ^sp",
                    measured,
                    Array.ConvertAll(ps, P => Math.Pow(P, -(1 - (2.0 / L)))),
                    Relative(1e-12)
                )
                .Rejects("P^(−(1−1/L))", Array.ConvertAll(ps, P => Math.Pow(P, -(1 - (1.0 / L)))));
            Evidence.Below(
                $"L = {L}: largest factor over the one before",
                measured.Zip(measured.Skip(1), (a, b) => b / a).Max(),
                1
            );
        }
    }

    [Check]
    public void The_return_threshold_outgrows_the_classical_limit()
    {
        double[] depths = [.. Enumerable.Range(2, 63).Select(L => (double)L)];
        double[] ratios = [.. depths.Select(L => ReturnThreshold.OfDepth(L).Constant / 2)];
        Evidence.Above("smallest c_L/2, L = 2…64", ratios.Min(), 1);
        var rises = ratios.Zip(ratios.Skip(1)).Count(pair => pair.Second > pair.First);
        Evidence.Matches("depths at which c_L/2 increases, of L = 2…63", rises, 62).Rejects("constant in L", 0);
        double[] decades = [1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
        double[] far = [.. decades.Select(L => ReturnThreshold.OfDepth(L).Constant / 2)];
        double[] slopes = [.. far.Zip(far.Skip(1), (a, b) => (b - a) / Math.Log(10))];
        // c_L/2 = W(2L) + …, whose slope in ln L is W/(1 + W): it rises to 1.
        Evidence.Above("least slope of c_L/2 in ln L, L = 10²…10⁹", slopes.Min(), 0.7);
        Evidence.Below("largest slope of c_L/2 in ln L", slopes.Max(), 1);
    }

    [Check]
    public void Large_steps_break_the_symmetry_and_then_restore_some_of_it()
    {
        var small = Run(0.5, 10_000);
        var large = Run(2.8, 40_000);
        Evidence.Above("q = 2.8: largest D on the way", large.PeakDominance, 0.95);
        Evidence.Matches("q = 2.8: that peak comes within 25 steps", large.PeakStep <= 25, true);
        Evidence.Below("q = 2.8: D at the end", large.Mode.Dominance, 0.6);
        Evidence.Above("q = 0.5: D at the end, of the same start", small.Mode.Dominance, 0.95);
        Evidence.Golden("q=0.5: share 1 at the end", small.Mode.Shares()[0], Absolute(1e-6));
        Evidence.Golden("q=2.8: share 1 at the end", large.Mode.Shares()[0], Absolute(1e-6));
    }

    [Check(Role = Role.Counterexample)]
    public void Inside_the_window_the_balance_is_partial()
    {
        var run = Run(2.5, 20_000);
        var share = run.Mode.Shares()[0];
        Evidence.Golden("q=2.5: share 1 at the end", share, Absolute(1e-6));
        Evidence.Below("q = 2.5: D at the end against that on the way", run.Mode.Dominance, run.PeakDominance - 0.1);
        Evidence.Above("q = 2.5: D at the end against the equal split", run.Mode.Dominance, 0.5 + 0.2);
        var boundary = StoppingShare.At(4, 2, 2.5);
        Evidence.Below("it stops beyond the boundary λ = 2/η: share 1", share, boundary);
        Evidence.Golden("q=2.5: share at the boundary λ = 2/η", boundary, Absolute(1e-6));
    }

    [Check(Role = Role.Counterexample)]
    public void Surviving_the_threshold_is_not_balance()
    {
        const int draws = 64;
        var stream = new RandomStream(StreamSeed());
        var q = 0.98 * ReturnThreshold.OfDepth(6).Constant;
        double[] start = [0.4, 0.24, 0.24, 0.24];
        var plan = new PathwaySweepPlan
        {
            Depths = [6, 6, 6, 6],
            Steps = 20_000,
            Window = 1000,
        };
        PathwayLane[] lanes =
        [
            .. Enumerable
                .Range(0, draws)
                .Select(_ => new PathwayLane(
                    1,
                    Array.ConvertAll(start, r => r * (1 + (0.05 * stream.NextNormal()))),
                    q / PathwaySharpness.Single(6, 1)
                )),
        ];
        var ends = PathwaySweep.Run(plan, lanes, Cancellation);
        Evidence.Above(
            $"L = 6, P = 4, q = 0.98c_L: smallest r_p in {draws} runs, no sign flips",
            ends.Min(end => end.MinScale),
            0
        );
        var concentrated = ends.Count(end => end.MeanDominance > 0.5);
        Evidence.AtLeast(
            "runs whose last 1000 steps have D > ½ on average; “safe implies balanced” says 0",
            concentrated,
            3
        );
        Evidence.Below("the same count: most runs do balance", concentrated, draws / 2);
    }

    private PathwayRun Run(double q, int steps) =>
        PathwayRun.Of(
            PathwayMode.Homogeneous(4, 1, [0.22, 0.20]),
            new PathwayPlan(q / PathwaySharpness.Single(4, 1), steps),
            Cancellation
        );

    private double FullSharpness(int depth, int pathways)
    {
        var minimum = AlignedMinimum.EqualSplit(depth, pathways, [1, 0.5], new RandomStream(StreamSeed()));
        return MinimumSharpness.Of(minimum.Network).Value;
    }
}
