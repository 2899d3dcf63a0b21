using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/x-3",
    "Forward invariance",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper; extends Lemma F.2",
    DependsOn = ["A/lem-F.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $1/L < \kappa < \kappa_L$ the interval $(0, M(\kappa)]$ is forward invariant: $0 < F(u) \le M$ for $u \le 1$ and
        $F(M) \le F(u) \le 1$ for $1 \le u \le M$. A safe step therefore never crosses zero, not only for two steps. Above
        $\kappa_L$ orbits escape.
        """
)]
public sealed class ForwardInvariance : ClaimSpec
{
    private const int ReferenceStarts = 400;
    private const int ReferenceSteps = 3000;

    [Parameter("L", Min = 2, Max = 64, Description = "L, number of layers")]
    public int Depth { get; set; } = 4;

    [Parameter(Above = 0, Max = 1.5, Description = "κ/κ_L")]
    public double Factor { get; set; } = 0.999;

    [Parameter(Min = 1, Max = 100_000, Description = "starts, uniform in (0.05, 1)")]
    public int Starts { get; set; } = ReferenceStarts;

    [Parameter(Min = 2, Max = 1_000_000, Description = "steps of each orbit")]
    public int Steps { get; set; } = ReferenceSteps;

    [Check]
    public void The_interval_is_mapped_into_itself()
    {
        var cases =
            from L in Draw.Between(2, 64)
            from share in Draw.Between(0.001, 0.999)
            from u in Draw.Between(0.001, 1)
            select new Case(L, share, u);
        Evidence
            .ForAll(
                "how far F(u) lies outside (0, M] for u in (0, 1], and outside [F(M), 1] for u in [1, M]",
                cases.ToArbitrary(),
                c => Outside(c, Between(c)),
                Absolute(1e-12)
            )
            .Rejects("the same 20 % above the threshold", c => Outside(c, 1.2 * ReturnThreshold.OfDepth(c.L).Kappa));
    }

    [Check]
    public void No_orbit_crosses_zero_below_the_threshold()
    {
        foreach (var L in new[] { 3, 4, 6 })
        {
            var later = Escapes(L, 1.02, ReferenceStarts, ReferenceSteps);
            Evidence
                .Matches($"L = {L}: orbits of 400 that cross zero within 3000 steps at 0.999 c_L", Escapes(L, 0.999), 0)
                .Rejects("two-step safety only, escape later as above the threshold", later);
            var soon = Escapes(L, 1.02, ReferenceStarts, steps: 2);
            Evidence
                .Agrees(
                    $"L = {L}: share of orbits that cross zero within 3000 steps at 1.02 c_L",
                    later / (double)ReferenceStarts,
                    L switch
                    {
                        // Ranges seen with other draws: 1.00, 0.91-0.93, 0.57-0.65.
                        3 => 1.00,
                        4 => 0.92,
                        _ => 0.61,
                    },
                    Absolute(0.1)
                )
                .Rejects("only those that cross within two steps", soon / (double)ReferenceStarts);
        }
    }

    [Check]
    public void So_do_the_orbits_of_the_setting()
    {
        var escapes = Escapes(Depth, Factor, Starts, Steps);
        if (Factor < 1)
        {
            Evidence.Matches(
                $"L = {Depth}, {Factor} c_L: orbits of {Starts} that cross zero in {Steps} steps",
                escapes,
                0
            );
            return;
        }
        if (Factor < 1.02 || (double)Starts * Steps < 1e5)
            Skip(
                "Just above the threshold, or with few orbits, an escape may not be seen; take factor ≥ 1.02 and more."
            );
        Evidence.Above($"L = {Depth}, {Factor} c_L: orbits of {Starts} that cross zero in {Steps} steps", escapes, 0);
    }

    [Check]
    public void Two_paths_and_matrices_stay_positive_too()
    {
        var stream = new RandomStream(StreamSeed());
        var (eta, lowest) = (0.999 * ReturnThreshold.OfDepth(4).LearningRate(1), double.PositiveInfinity);
        for (var run = 0; run < 40; run++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var leader = stream.NextUniform(0.3, 0.9);
            var mode = PathwayMode.Homogeneous(4, 1, [leader, leader * stream.NextUniform(0.01, 0.5)]);
            for (var t = 0; t < 1000; t++)
            {
                mode.Step(eta);
                lowest = Math.Min(lowest, Math.Min(mode.Scales[0], mode.Scales[1]));
            }
        }
        Evidence.Above("L = 4, 0.999 η_WCR: smallest r_p of 40 two-path runs of 1000 steps", lowest, 0);
        var matrix = new MatrixPathways(4, 1, [0.8, 0.01], stream);
        var smallest = double.PositiveInfinity;
        for (var t = 0; t < 300; t++)
        {
            matrix.Step(eta);
            smallest = Math.Min(smallest, Math.Min(matrix.Scale(0), matrix.Scale(1)));
        }
        Evidence.Above("smallest r_p of a run of 300 steps of matrix gradient descent", smallest, 0);
    }

    private int Escapes(int depth, double factor, int starts = ReferenceStarts, int steps = ReferenceSteps)
    {
        var drawn = ChainEscape.Starts(new RandomStream(StreamSeed(depth)), starts);
        var map = new BalancedMap(depth, factor * ReturnThreshold.OfDepth(depth).Constant);
        return ChainEscape.Count(map, drawn, steps, Cancellation);
    }

    private static double Between(Case c)
    {
        var threshold = ReturnThreshold.OfDepth(c.L).Kappa;
        return (1 / c.L) + (c.Share * (threshold - (1 / c.L)));
    }

    private static double Outside(Case c, double kappa)
    {
        var map = new ChainMap(c.L, kappa);
        var overshoot = map.LargestOvershoot();
        var below = map.Apply(c.U);
        var above = map.Apply(1 + (c.U * (overshoot.Peak - 1)));
        var nonPositive = below > 0 && overshoot.Return > 0 ? 0 : Math.Max(-Math.Min(below, overshoot.Return), 1e-9);
        return new[] { nonPositive, below - overshoot.Peak, overshoot.Return - above, above - 1 }.Max();
    }

    private sealed record Case(double L, double Share, double U);
}
