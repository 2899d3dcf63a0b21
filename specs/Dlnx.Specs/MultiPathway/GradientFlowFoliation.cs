using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/prop-E.3",
    "Gradient-flow foliation",
    Kind = ClaimKind.Proposition,
    Source = "Proposition E.3, eq. (55)",
    DependsOn = ["A/eq-54"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        For $L \ge 3$ put $y_p = r_p^{2-L}$. Gradient flow of one mode, $\dot r_p = -e\,r_p^{L-1}$, moves all pathways at the same
        speed, $\dot y_p = (L-2)\,e$, so that $\xi = y - \bar y\mathbf 1$ is conserved. The positive states fall into leaves
        $\{\bar y\mathbf 1 + \xi : \bar y > -\min_p \xi_p\}$; each holds exactly one zero-loss point, and the balanced one lies on
        $\xi = 0$.
        """,
    Explanation = "At $L = 2$ the coordinate is constant; there the flow conserves the differences of $\\ln r_p$."
)]
public sealed partial class GradientFlowFoliation : ClaimSpec
{
    private const double TimeStep = 1e-3;

    // The reference states of the catalogue's check: P = 4, L = 3, 4, 5, T = 20.
    private static readonly double[] Reference = [0.5, 0.6, 0.45, 0.7];

    [Parameter("L", Min = 3, Max = 12, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e3, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter("alpha", Above = 0, Max = 1e2, Description = "r_p(0), one per pathway, at least two")]
    public double[] Scales { get; set; } = [0.4, 0.3, 0.35, 0.5];

    [Parameter("T", Above = 0, Max = 200, Description = "length of the flow")]
    public double Time { get; set; } = 20;

    public override void Validate()
    {
        if (Scales.Length < 2)
            throw new ParameterException("alpha", "has one scale; give at least two pathways.");
    }

    [Check]
    public void The_flow_conserves_the_leaf()
    {
        foreach (var depth in new[] { 3, 4, 5 })
        {
            var start = PathwayMode.Homogeneous(depth, 1, Reference);
            var end = RungeKutta(start, 20);
            var agreement = Evidence.Agrees(
                $"L = {depth}, T = 20: largest drift of ξ by Runge–Kutta",
                Drift(start, end, Coordinate),
                0,
                Absolute(1e-10)
            );
            agreement
                .Rejects("differences of r^(L−2)", Drift(start, end, r => Math.Pow(r, depth - 2)))
                .Rejects("differences of ln r, as at L = 2", Drift(start, end, Math.Log));
            double Coordinate(double r) => LeafCoordinates.Coordinate(depth, r);
        }
        var two = PathwayMode.Homogeneous(2, 1, Reference);
        Evidence
            .Agrees(
                "L = 2: drift of the differences of ln r",
                Drift(two, RungeKutta(two, 20), Math.Log),
                0,
                Absolute(1e-10)
            )
            .Rejects("differences of r", Drift(two, RungeKutta(two, 20), r => r));
    }

    [Check]
    public void So_does_your_flow()
    {
        var start = PathwayMode.Homogeneous(Depth, Sigma, Scales);
        // The adaptive method follows any rate of the start; its error is relative to the largest coordinate.
        var options = new OdeOptions
        {
            RelativeTolerance = 1e-13,
            AbsoluteTolerance = 1e-15,
            Cancellation = Cancellation,
        };
        var solution = OdeSolver.Solve(Velocity(start), 0, start.Scales, Time, options);
        if (solution.Outcome != OdeOutcome.ReachedEnd)
            Skip($"The flow stopped at t = {solution.Time:G6}. {solution.Outcome.Sentence()}");
        var end = solution.State;
        var largest = Scales.Max(r => LeafCoordinates.Coordinate(Depth, r));
        var drift = Drift(start, end, r => LeafCoordinates.Coordinate(Depth, r)) / largest;
        var agreement = Evidence.Agrees("drift of ξ over the largest y, by Dormand–Prince", drift, 0, Absolute(1e-9));
        var logarithms = Drift(start, end, Math.Log);
        if (logarithms > 1e-6)
            agreement.Rejects("differences of ln r", logarithms);
    }

    [Check]
    public void All_coordinates_move_at_L_minus_2_times_the_residual()
    {
        var cases = from depth in Draw.Integer(3, 12) from seed in Draw.Seed() select new StateCase(depth, seed);
        Evidence
            .ForAll(
                "ẏ_p − (L−2)e by a central difference along the flow, over |(L−2)e| + ρy_p",
                cases.ToArbitrary(),
                c => SpeedDefect(c, c.Depth - 2),
                Absolute(1e-6)
            )
            .Rejects("ẏ_p = e, without L − 2", c => SpeedDefect(c, 1));
    }

    [Check]
    public void Every_leaf_holds_one_zero_loss_point()
    {
        var cases = from depth in Draw.Integer(3, 12) from seed in Draw.Seed() select new StateCase(depth, seed);
        Evidence
            .ForAll(
                "sign changes of the residual along the leaf, less 1",
                cases.ToArbitrary(),
                c => Math.Abs(SignChanges(LeafOf(c)) - 1),
                Absolute(0)
            )
            .Rejects("no zero-loss point", c => SignChanges(LeafOf(c)));
        Evidence.ForAll(
            "residual at the terminal point, over σ",
            cases.ToArbitrary(),
            c => Math.Abs(LeafOf(c).Terminal.Shares.Sum() - 1),
            Absolute(1e-12)
        );
        var balanced = new Leaf(Depth, Sigma, new double[Scales.Length]);
        Evidence.Agrees(
            "scales of the zero-loss point of ξ = 0",
            balanced.Terminal.Scales,
            [.. Enumerable.Repeat(balanced.Balanced.Scale, Scales.Length)],
            Relative(1e-13)
        );
    }

    [Check]
    public void The_flow_of_the_matrices_conserves_the_leaf_too()
    {
        var start = PathwayMode.Homogeneous(4, 1, [0.5, 0.65]);
        var matrices = new MatrixPathways(
            start.Depths[0],
            start.Target,
            start.Scales.ToArray(),
            new RandomStream(StreamSeed())
        );
        var flow = new GradientFlow(matrices.Network, matrices.Target);
        for (var t = 0; t < 1200; t++)
            flow.Advance(5 * TimeStep);
        var end = matrices.Mode.Scales.ToArray();
        Evidence
            .Agrees(
                "3 × 3 matrices in random bases, 1200 steps of Runge–Kutta to T = 6: drift of ξ",
                Drift(start, end, r => LeafCoordinates.Coordinate(4, r)),
                0,
                Absolute(1e-10)
            )
            .Rejects("differences of r^(L−2)", Drift(start, end, r => r * r));
    }

    private double[] RungeKutta(PathwayMode start, double time)
    {
        var method = new RungeKutta4(Velocity(start), start.Pathways);
        var r = start.Scales.ToArray();
        for (var t = 0; t < time / TimeStep; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            method.Advance(t * TimeStep, r, TimeStep);
        }
        return r;
    }

    private static OdeSystem Velocity(PathwayMode mode) => PathwayFlow.Velocity(mode.Depths, mode.Target);

    // The largest change of a difference between two pathways in a coordinate.
    private static double Drift(PathwayMode start, double[] end, Func<double, double> coordinate)
    {
        var moved = start.Scales.ToArray().Zip(end, (from, to) => coordinate(to) - coordinate(from)).ToArray();
        return moved.Max() - moved.Min();
    }

    // In units of |(L−2)e| + ρy, over 1e-4 of the time 1/ρ in which residual or scales change: ρ = λ + (L−2)|e| max r^(L−2).
    private static double SpeedDefect(StateCase c, double factor)
    {
        var mode = c.Mode();
        var speed = (c.Depth - 2) * mode.Residual;
        var rate = mode.Sharpness + Math.Abs((c.Depth - 2) * LeafCoordinates.LargestRatio(mode, 1));
        var h = 1e-4 / rate;
        var (there, back) = (Moved(mode, h), Moved(mode, -h));
        double Y(double r) => LeafCoordinates.Coordinate(c.Depth, r);
        double Defect(int p) => Math.Abs(((Y(there[p]) - Y(back[p])) / (2 * h)) - (factor * mode.Residual));
        double Unit(int p) => Math.Abs(speed) + (rate * Y(mode.Scales[p]));
        return Enumerable.Range(0, mode.Pathways).Max(p => Defect(p) / Unit(p));
    }

    private static double[] Moved(PathwayMode mode, double time)
    {
        var r = mode.Scales.ToArray();
        new RungeKutta4(Velocity(mode), r.Length).Advance(0, r, time);
        return r;
    }

    private static Leaf LeafOf(StateCase c)
    {
        var mode = c.Mode();
        return new(c.Depth, mode.Target, LeafCoordinates.Deviations(mode));
    }

    private static int SignChanges(Leaf leaf)
    {
        var signs = Enumerable
            .Range(-40, 81)
            .Select(i => leaf.StateAbove(leaf.Balanced.Coordinate * Math.Exp(i / 8.0)).Residual > 0)
            .ToArray();
        return signs.Zip(signs.Skip(1), (a, b) => a == b ? 0 : 1).Sum();
    }

    private sealed record StateCase(int Depth, ulong Seed)
    {
        public PathwayMode Mode()
        {
            var stream = new RandomStream(Seed);
            var scales = new double[stream.NextInt32(2, 6)];
            for (var p = 0; p < scales.Length; p++)
                scales[p] = stream.NextUniform(0.3, 1.2);
            return PathwayMode.Homogeneous(Depth, stream.NextUniform(0.3, 3), scales);
        }
    }
}
