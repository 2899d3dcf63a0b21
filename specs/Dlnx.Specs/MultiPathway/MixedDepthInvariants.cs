using Dlnx.Linear;
using Dlnx.Numerics.Ode;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/x-4",
    "Invariants for mixed depths",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (extends Proposition E.3)",
    DependsOn = ["A/prop-E.3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For pathways of any depths $L_p \ge 2$ put $z_p = r_p^{2-L_p}/(L_p-2)$, and $z_p = -\ln r_p$ where $L_p = 2$. Gradient flow
        moves all of them at the same speed, $\dot z_p = e$, and conserves every difference $z_p - z_q$.
        """
)]
public sealed class MixedDepthInvariants : ClaimSpec
{
    private const double TimeStep = 1e-3;

    [Parameter(Min = 2, Max = 12, Description = "L_p, one per pathway, at least two")]
    public int[] Depths { get; set; } = [2, 3, 5];

    [Parameter("r", Above = 0, Max = 10, Description = "r_p(0), one per pathway")]
    public double[] Scales { get; set; } = [0.4, 0.35, 0.3];

    [Parameter(Above = 0, Max = 100, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter("T", Above = 0, Max = 200, Description = "length of the flow")]
    public double Time { get; set; } = 50;

    public override void Validate()
    {
        if (Depths.Length < 2 || Depths.Length != Scales.Length)
        {
            var counts = $"has {Scales.Length} values for {Depths.Length} depths";
            throw new ParameterException("r", $"{counts}; give one per pathway, at least two.");
        }
    }

    [Check]
    public void The_differences_are_conserved()
    {
        int[] depths = [2, 3, 5];
        double[] start = [0.4, 0.35, 0.3];
        var method = new RungeKutta4(PathwayFlow.Velocity(depths, 1), depths.Length);
        var r = start.ToArray();
        for (var t = 0; t < 50 / TimeStep; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            method.Advance(t * TimeStep, r, TimeStep);
        }
        Evidence
            .Agrees(
                "depths (2, 3, 5), T = 50: largest drift of z_p − z_q",
                Drift(depths, start, r, Height),
                0,
                Absolute(1e-11)
            )
            .Rejects("r^(2−L_p) without 1/(L_p−2)", Drift(depths, start, r, Unscaled))
            .Rejects("ln r for all depths", Drift(depths, start, r, (_, x) => Math.Log(x)));
        Evidence.Below(
            "residual at the end, reached along the flow",
            Math.Abs(r.Select((x, p) => Math.Pow(x, depths[p])).Sum() - 1),
            1e-9
        );
    }

    [Check]
    public void They_are_in_your_flow()
    {
        var options = new OdeOptions
        {
            RelativeTolerance = 1e-13,
            AbsoluteTolerance = 1e-15,
            Cancellation = Cancellation,
        };
        var solution = OdeSolver.Solve(PathwayFlow.Velocity(Depths, Sigma), 0, Scales, Time, options);
        if (solution.Outcome != OdeOutcome.ReachedEnd)
            Skip($"The flow stopped at t = {solution.Time:G6}. {solution.Outcome.Sentence()}");
        var largest = Depths.Select((depth, p) => Math.Abs(LeafCoordinates.Height(depth, Scales[p]))).Max();
        var agreement = Evidence.Agrees(
            "largest drift of z_p − z_q over the largest |z|, by Dormand–Prince",
            Drift(Depths, Scales, solution.State, Height) / Math.Max(1, largest),
            0,
            Absolute(1e-9)
        );
        var other = Drift(Depths, Scales, solution.State, Unscaled) / Math.Max(1, largest);
        if (other > 1e-6)
            agreement.Rejects("r^(2−L_p) without 1/(L_p−2)", other);
    }

    [Check]
    public void The_end_of_the_flow_is_where_they_say()
    {
        var predicted = GradientFlowEndpoint.Of(Depths, Scales, Sigma);
        var time = 60 / predicted.Sharpness;
        var options = new OdeOptions
        {
            RelativeTolerance = 1e-12,
            AbsoluteTolerance = 1e-14,
            Cancellation = Cancellation,
        };
        // The flow starts slowly from small scales: how long it takes to rise comes first.
        var solution = OdeSolver.Solve(PathwayFlow.Velocity(Depths, Sigma), 0, Scales, Rise() + time, options);
        if (solution.Outcome != OdeOutcome.ReachedEnd)
            Skip($"The flow stopped at t = {solution.Time:G6}. {solution.Outcome.Sentence()}");
        double[] found = [.. solution.State.Select((x, p) => Math.Pow(x, Depths[p]) / Sigma)];
        if (Math.Abs(found.Sum() - 1) > 1e-8)
            Skip($"The flow has not ended: its residual is still {found.Sum() - 1:G3} of σ. Start from larger scales.");
        Evidence.Agrees(
            "shares where the flow ends, by one common rise of all z",
            found,
            predicted.Shares,
            Absolute(1e-7)
        );
    }

    // All z fall at most at the rate σ: the time for the lowest to come down, twice.
    private double Rise() =>
        2 * Depths.Select((depth, p) => Math.Abs(LeafCoordinates.Height(depth, Scales[p]))).Min() / Sigma;

    private static double Height(int depth, double r) => LeafCoordinates.Height(depth, r);

    private static double Unscaled(int depth, double r) => depth == 2 ? -Math.Log(r) : Math.Pow(r, 2 - depth);

    private static double Drift(int[] depths, double[] start, double[] end, Func<int, double, double> coordinate)
    {
        var moved = depths.Select((depth, p) => coordinate(depth, end[p]) - coordinate(depth, start[p])).ToArray();
        return moved.Max() - moved.Min();
    }
}
