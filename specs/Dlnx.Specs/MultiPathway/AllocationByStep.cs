using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/fig-2",
    "Final allocation and sharpness against the step",
    Kind = ClaimKind.Figure,
    Source = "Figure 2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/fig-1", "A/thm-E.12"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The larger the step, the more balanced and the flatter is the minimum that gradient descent reaches. Below the window it
        is that of gradient flow; inside, the share of the dominant pathway stays close to the stopping curve $a(q)$,
        $a^{2-2/L} + (1-a)^{2-2/L} = 2/q$, where the sharpness is $2/\eta$.
        """,
    Readings = [
        "The end point lies beyond the boundary, not on it: more balanced than a(q) by up to 0.012 in the setting of A/fig-1.",
        "Around the lower edge the share rises again by 5·10⁻⁴, so “the larger” holds up to a slack of 10⁻³.",
    ]
)]
public sealed partial class AllocationByStep : ClaimSpec
{
    private static readonly double[] Steps =
    [
        0.25,
        0.5,
        1,
        1.5,
        1.9,
        2.05,
        2.1,
        2.2,
        2.3,
        2.4,
        2.5,
        2.6,
        2.7,
        2.75,
        2.8,
    ];

    private const int Duration = 20_000;

    [Parameter("L", Min = 3, Max = 12, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 16, Description = "P, as many as alpha has values")]
    public int? Pathways { get; set; }

    [Parameter(Above = 0, Max = 1e3, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Parameter(Above = 0, Max = 1e3, Description = "α_p, one per pathway")]
    public double[] Alpha { get; set; } = [0.22, 0.20];

    [Parameter("q", Above = 0, Max = 10, Description = "steps ηλ^sp of the figures")]
    public double[] Qs { get; set; } = [.. Enumerable.Range(1, 96).Select(i => 0.05 * i)];

    [Parameter("steps", Min = 1, Max = 1_000_000, Description = "steps of gradient descent in the figures")]
    public int OwnSteps { get; set; } = Duration;

    public override void Validate()
    {
        ModeRules.RequireOneEach(Pathways, Alpha);
        ModeRules.RequireSmall(Alpha, Sigma, Depth);
        if (Alpha.Length < 2)
            throw new ParameterException("alpha", "has one value; give at least two pathways.");
    }

    [Check]
    public void Larger_steps_end_more_balanced()
    {
        var ends = Reference();
        double[] shares = [.. ends.Select(end => end.Dominance)];
        var rises = shares.Zip(shares.Skip(1), (a, b) => b - a).Max();
        Evidence.Below("largest rise of D from one step to the next larger one", rises, 1e-3);
        for (var i = 0; i < Steps.Length; i++)
            Evidence.Golden($"q = {Steps[i]}: D", shares[i], Absolute(1e-5));
        Evidence.Above("smallest D for q ≤ 1.9", Enumerable.Range(0, 5).Min(i => shares[i]), 0.95);
        var flow = GradientFlowEndpoint.Homogeneous(4, [0.22, 0.20], 1).Dominance;
        Evidence
            .Agrees("D at q = 0.25, against gradient flow", shares[0], flow, Absolute(2e-3))
            .Rejects("all in one pathway", 1)
            .Rejects("equal split", 0.5);
    }

    [Check]
    public void Inside_the_window_it_stops_just_beyond_the_boundary()
    {
        var ends = Reference();
        List<double> shares = [];
        List<double> middle = [];
        List<double> steeper = [];
        for (var i = Array.IndexOf(Steps, 2.2); i < Steps.Length; i++)
        {
            var a = StoppingShare.At(4, 2, Steps[i]);
            Evidence.Golden($"q = {Steps[i]}: a(q)", a, Absolute(1e-7));
            Evidence.AtLeast($"q = {Steps[i]}: ηλ/2 at the end", Steps[i] / 4 * ends[i].Sharpness / 2, 0.99);
            Evidence.Below($"q = {Steps[i]}: ηλ/2 at the end", Steps[i] / 4 * ends[i].Sharpness / 2, 1);
            Evidence.Above($"q = {Steps[i]}: a(q) − D", a - ends[i].Dominance, 0);
            shares.Add(ends[i].Dominance);
            middle.Add(a - 0.0075);
            steeper.Add(Boundary(2 - (1.0 / 4), Steps[i]));
        }
        Evidence
            .Agrees("D, between a(q) − 0.015 and a(q)", [.. shares], [.. middle], Absolute(0.0075))
            .Rejects("a(q) with exponent 2 − 1/L", [.. steeper])
            .Rejects("equal split", [.. shares.Select(_ => 0.5)]);
    }

    [Check(Tier.Standard)]
    public void Full_matrices_end_there_too()
    {
        var ends = Reference();
        foreach (var q in new[] { 2.3, 2.6, 2.8 })
        {
            var run = MatrixComparison.Of(
                [4, 4],
                [1, 0.6],
                [0.22, 0.20],
                RateSchedule.Constant(q / 4),
                Duration,
                new RandomStream(StreamSeed((int)(10 * q))),
                Cancellation
            );
            Evidence.AtLeast($"q = {q}: digits of all shares that agree over {run.Steps} steps", run.Digits, 10);
            Evidence
                .Agrees(
                    $"q = {q}: D of 2 × 2 matrices, against the recursion",
                    run.Shares[0].Max(),
                    ends[Array.IndexOf(Steps, q)].Dominance,
                    Absolute(1e-6)
                )
                .Rejects("exactly on the boundary a(q)", StoppingShare.At(4, 2, q))
                .Rejects("a(q) with exponent 2 − 1/L", Boundary(2 - (1.0 / 4), q));
        }
    }

    [Check]
    public void Vector_lanes_agree_with_the_scalar_recursion_bit_for_bit()
    {
        var ends = Reference();
        var equal = 0;
        for (var i = 0; i < Steps.Length; i++)
        {
            var mode = PathwayMode.Homogeneous(4, 1, [0.22, 0.20]);
            for (var t = 0; t < Duration; t++)
                mode.Step(Steps[i] / 4);
            equal += mode.Scales.SequenceEqual(ends[i].Scales) ? 1 : 0;
        }
        Evidence.Matches($"lanes equal to the scalar recursion after {Duration} steps", equal, Steps.Length);
    }

    // Share of the leader among two at which a^x + (1 − a)^x = 2/q, for any exponent; 1/2 where there is none.
    private static double Boundary(double exponent, double q)
    {
        double Excess(double a) => Math.Pow(a, exponent) + Math.Pow(1 - a, exponent) - (2 / q);
        return Excess(0.5) >= 0 ? 0.5 : MathNet.Numerics.RootFinding.Brent.FindRoot(Excess, 0.5, 1);
    }

    private PathwayMode[] Reference() => Sweep(4, 1, [0.22, 0.20], Steps, Duration);

    private PathwayMode[] Sweep(int depth, double sigma, double[] scales, double[] qs, int steps)
    {
        var depths = Enumerable.Repeat(depth, scales.Length).ToArray();
        var single = PathwaySharpness.Single(depth, sigma);
        var lanes = qs.Select(q => new PathwayLane(sigma, scales, q / single));
        var plan = new PathwaySweepPlan { Depths = depths, Steps = steps };
        return [.. PathwaySweep.Run(plan, [.. lanes], Cancellation).Select(end => end.Mode)];
    }
}
