using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-5.3-rate",
    "Early phase favours the shallow path",
    Kind = ClaimKind.Remark,
    Source = "Section 5.3, “Early Phase”",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/eq-54"],
    Verdict = Verdict.Confirmed,
    Statement = """
        From an equal small scale $r_p = \alpha < 1$ the layers grow at the rate $\dot r_p = -e\,r_p^{L_p-1}$, so the shallower
        pathway grows faster: $r_{\text{shallow}}(t) \ge r_{\text{deep}}(t)$ as long as the mode is underestimated.
        """,
    Readings = [
        "The condition (“when …”) is lost; α < 1 is the only one that works: for α > 1 the deeper pathway grows faster.",
        "The rate is read per layer, r^(L−1); as L s^(2−2/L) the order would hold for small s only.",
        "The growth is hyperbolic for L ≥ 3, 1/r^(L−2) falling linearly in time, and exponential only for L = 2.",
    ]
)]
public sealed class ShallowFirst : ClaimSpec
{
    [Parameter(Min = 2, Max = 64, Description = "L_p, at least two")]
    public int[] Depths { get; set; } = [3, 5];

    [Parameter(Above = 0, Below = 2, Description = "scale α of all pathways")]
    public double Alpha { get; set; } = 0.3;

    [Parameter(Above = 0, Max = 1e3, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Parameter("eta", Above = 0, Max = 10, Description = "learning rate η")]
    public double Rate { get; set; } = 0.01;

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 4000;

    public override void Validate()
    {
        if (Depths.Length < 2)
            throw new ParameterException("depths", "has one pathway; give at least two.");
    }

    [Check]
    public void The_order_of_depth_is_the_order_of_scale()
    {
        if (Depths.Sum(L => Math.Pow(Alpha, L)) >= Sigma)
            Skip("Together the pathways start above the target, so they shrink; choose a smaller alpha.");
        var sharpest = Depths.Max(L => PathwaySharpness.Single(L, Sigma));
        if (Rate * sharpest >= 0.5)
            Skip($"The step is not small: ηλ^sp = {Rate * sharpest:G3}; choose an eta below {0.5 / sharpest:G3}.");
        var depths = Depths.Order().ToArray();
        var run = Run(new(depths, Alpha, Sigma), Rate, Steps);
        // For α < 1 scales descend with depth; for α > 1 they ascend.
        var sign = Alpha < 1 ? 1 : -1;
        double[] leads = [.. run.Samples.SelectMany(sample => Leads(sample.Scales)).Select(lead => sign * lead)];
        var agreement = Evidence.Agrees(
            "largest lead of a deeper over a shallower scale over all steps, times the sign of 1 − α",
            leads.Max(lead => Math.Max(0, -lead)),
            0,
            Absolute(1e-12)
        );
        // Equal depths grow alike, and so do all in a run of a few tiny steps.
        if (leads.Max() > 1e-12)
            agreement.Rejects("the deeper path grows faster", leads.Max());
        Plot(run, depths);
    }

    [Check]
    public void Small_equal_scales_never_change_order()
    {
        var cases =
            from shallow in Gen.Choose(2, 6)
            from deep in Gen.Choose(shallow + 1, 7)
            from alpha in Draw.Between(0.1, 0.8)
            from share in Draw.Between(0, 1)
            let least = Math.Min(1, Math.Pow(alpha, shallow) + Math.Pow(alpha, deep))
            select new StartCase([shallow, deep], alpha, least + ((1 - least) * share));
        Evidence
            .ForAll(
                "r_deep − r_shallow over 4000 steps of η = 0.01, 0 where it is negative",
                cases.Where(c => c.Total < c.Sigma).ToArbitrary(),
                c => Math.Max(0, -LeadOf(c).Least),
                Absolute(1e-12)
            )
            .Rejects("the deeper path grows faster", c => LeadOf(c).Most);
    }

    [Check]
    public void Above_one_the_order_is_reversed()
    {
        var end = Run(new([3, 5], 1.1, 30), 5e-4, 4000).Mode;
        double[] s = [end.Coefficient(0), end.Coefficient(1)];
        Evidence.Golden("depths 3, 5, σ = 30, α = 1.1: s of the shallow path", s[0], Absolute(1e-2));
        Evidence.Golden("depths 3, 5, σ = 30, α = 1.1: s of the deep path", s[1], Absolute(1e-2));
        // A tenth of the step: the distance from gradient flow is of first order in η.
        var fine = Run(new([3, 5], 1.1, 30), 5e-5, 40_000).Mode;
        var flow = GradientFlowEndpoint.Of([3, 5], [1.1, 1.1], 30).Coefficients;
        Evidence
            .Agrees(
                "s at η = 5·10⁻⁵, against the end of gradient flow",
                [fine.Coefficient(0), fine.Coefficient(1)],
                flow,
                Relative(5e-3)
            )
            .Rejects("shallow first for every α", flow[1], flow[0]);
    }

    [Check]
    public void Growth_is_hyperbolic()
    {
        // Depth 3 from α = 0.05 to the time at which the linearised 1/r = 1/α − σt is at a fifth of its start.
        const double alpha = 0.05;
        const double eta = 1e-3;
        var steps = (int)(0.8 / (alpha * eta));
        var r = PathwayRun.Of(PathwayMode.Homogeneous(3, 1, [alpha]), new PathwayPlan(eta, steps)).Mode.Scales[0];
        Evidence
            .Agrees("r after 0.8 t*", r, alpha / (1 - 0.8), Relative(0.02))
            .Rejects("exponential growth at the initial rate σα", alpha * Math.Exp(0.8));
    }

    [Check]
    public void Layers_of_full_matrices_grow_alike()
    {
        var run = MatrixComparison.Of(
            [3, 5],
            [1, 0.6, 0.3],
            [0.3, 0.3],
            RateSchedule.Constant(0.01),
            4000,
            new RandomStream(StreamSeed()),
            Cancellation
        );
        Evidence.AtLeast($"depths 3, 5: digits of all shares that agree over {run.Steps} steps", run.Digits, 10);
    }

    private void Plot(PathwayRun run, int[] depths)
    {
        var figure = Figure("Layer scales from an equal start", Axis.Log("step"), Axis.Linear("r_p"));
        // On a logarithmic axis late steps crowd: keep ever fewer of them.
        var shown = run.Samples.Where(sample => sample.Step > 0).ToDictionary(sample => sample.Step);
        List<PathwaySample> kept = [];
        for (var t = 1; t <= Steps; t = SampleTimes.PerDecade(40).After(t))
            kept.Add(shown[t]);
        for (var p = 0; p < depths.Length; p++)
        {
            figure.Points(
                $"pathway {p + 1}, L = {depths[p]}",
                [.. kept.Select(sample => (double)sample.Step)],
                [.. kept.Select(sample => sample.Scales[p])]
            );
        }
    }

    private PathwayRun Run(StartCase c, double eta, int steps) =>
        PathwayRun.Of(
            new PathwayMode(c.Depths, c.Sigma, [.. c.Depths.Select(_ => c.Alpha)]),
            new PathwayPlan(eta, steps) { Samples = SampleTimes.Every(1) },
            Cancellation
        );

    private static LeadRange LeadOf(StartCase c)
    {
        var mode = new PathwayMode(c.Depths, c.Sigma, [c.Alpha, c.Alpha]);
        var (least, most) = (0.0, 0.0);
        for (var t = 0; t < 4000; t++)
        {
            mode.Step(0.01);
            var lead = mode.Scales[0] - mode.Scales[1];
            (least, most) = (Math.Min(least, lead), Math.Max(most, lead));
        }
        return new(least, most);
    }

    private static IEnumerable<double> Leads(double[] scales) => scales.Zip(scales.Skip(1), (a, b) => a - b);

    private sealed record LeadRange(double Least, double Most);

    private sealed record StartCase(int[] Depths, double Alpha, double Sigma)
    {
        public double Total => Depths.Sum(L => Math.Pow(Alpha, L));

        public override string ToString() => $"depths {Depths[0]}, {Depths[1]}, α = {Alpha:G6}, σ = {Sigma:G6}";
    }
}
