using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

// The same sharpness by other routes, and the cases of the checks.
public sealed partial class LeafSharpnessGrowth
{
    [Check]
    public void It_has_the_stated_values_on_five_leaves()
    {
        Evidence.Golden("λ_* at L=4, P=2", new BalancedPoint(4, 2, 1).Sharpness, Absolute(1e-12));
        foreach (var xi in new[] { 0.1, 0.5, 1, 5, 50 })
            Evidence.Golden($"λ at L=4, P=2, ξ=±{xi}", new Leaf(4, 1, [xi, -xi]).Sharpness, Absolute(1e-9));
        Evidence.Golden(
            "quadratic at L=4, P=2, ξ=±0.1",
            new Leaf(4, 1, [0.1, -0.1]).QuadraticSharpness,
            Absolute(1e-12)
        );
    }

    [Check]
    public void The_full_Hessian_at_the_end_of_the_flow_agrees()
    {
        var leaf = new Leaf(Depth, Sigma, Deviations);
        var solution = EndOfFlow(leaf);
        if (solution.Outcome != OdeOutcome.ReachedEnd)
            Skip($"The flow stopped at t = {solution.Time:G6}. {solution.Outcome.Sentence()}");
        var mode = PathwayMode.Homogeneous(Depth, Sigma, solution.State);
        var depths = mode.Depths.ToArray();
        if (depths.Length * Depth > 60)
            Skip(
                $"The explicit Hessian has {depths.Length * Depth} rows; give fewer pathways or layers (at most 60 rows)."
            );
        var target = TargetMatrix.Diagonal(1, Sigma);
        var network = MultiPathwayNetworks.ScaledIdentity(depths, 1, mode.Scales);
        var hessian = MultiPathwayHessian.Of(network, target.Matrix);
        var top = Factorizations.SymmetricEigenvalues(hessian).Max();
        var agreement = Evidence.Agrees(
            "top eigenvalue of ∇²𝓛 where the flow ends",
            top,
            leaf.Sharpness,
            Relative(1e-7)
        );
        if (leaf.QuadraticSharpness > leaf.Sharpness * (1 + 1e-5))
            agreement.Rejects("the quadratic", leaf.QuadraticSharpness);
    }

    [Check]
    public void Sharpness_along_a_leaf_direction()
    {
        var balanced = new BalancedPoint(Depth, Deviations.Length, Sigma);
        var direction = LeafStart.Direction(Deviations.Length);
        Leaf At(double t) => new(Depth, Sigma, [.. direction.Select(side => t * balanced.Coordinate * side)]);
        var ts = Enumerable.Range(0, 81).Select(i => i / 20.0).ToArray();
        var sparse = ts.Where((_, i) => i % 8 == 0).ToArray();
        var leaves = ts.Select(At).ToArray();
        double[] simulated = [.. sparse.Select(t => AtEndOfFlow(At(t)))];
        var ceiling = PathwaySharpness.Single(Depth, Sigma);
        var visible = ts.Where((_, i) => leaves[i].QuadraticSharpness < 1.3 * ceiling).ToArray();
        Figure("Sharpness across leaves", Axis.Linear("ξ₁/y_* = −ξ₂/y_*"), Axis.Linear("λ of the zero-loss point"))
            .Line("zero-loss point of the leaf", ts, [.. leaves.Select(leaf => leaf.Sharpness)])
            .Line("λ_* + ΛV, eq. (60)", visible, [.. visible.Select(t => At(t).QuadraticSharpness)])
            .Points("end of gradient flow on the leaf", sparse, simulated)
            .Level("λ_*", balanced.Sharpness)
            .Level("λ^sp = Lσ^(2−2/L)", ceiling);
        Evidence
            .Agrees(
                "end of gradient flow, all points of the figure",
                simulated,
                [.. sparse.Select(t => At(t).Sharpness)],
                Relative(1e-7)
            )
            .Rejects("the quadratic on all leaves", [.. sparse.Select(t => At(t).QuadraticSharpness)]);
    }

    private OdeSolution EndOfFlow(Leaf leaf)
    {
        var options = new OdeOptions
        {
            RelativeTolerance = 1e-11,
            AbsoluteTolerance = 1e-13,
            Cancellation = Cancellation,
        };
        var start = leaf.StateAbove(2 * leaf.Balanced.Coordinate);
        var time = 40 / leaf.Balanced.Sharpness;
        return OdeSolver.Solve(PathwayFlow.Velocity(start.Depths, Sigma), 0, start.Scales, time, options);
    }

    private double AtEndOfFlow(Leaf leaf) =>
        PathwayMode.Homogeneous(leaf.Balanced.Depth, Sigma, EndOfFlow(leaf).OrThrow().State).Sharpness;

    // λ(ξ) − λ_* over the quadratic term times a factor, at ξ = 1e-3 y_*(1, −1, 0, …).
    private static double Growth(PointCase c, Func<BalancedPoint, double> factor)
    {
        var balanced = new BalancedPoint(c.Depth, c.Pathways, c.Sigma);
        double[] xi = [.. LeafStart.Direction(c.Pathways).Select(side => 1e-3 * balanced.Coordinate * side)];
        return Growth(new Leaf(c.Depth, c.Sigma, xi)) / factor(balanced);
    }

    private static double Growth(Leaf leaf) =>
        (leaf.Sharpness - leaf.Balanced.Sharpness) / (leaf.QuadraticSharpness - leaf.Balanced.Sharpness);

    private static double Excess(DirectionCase c, double size)
    {
        var balanced = new BalancedPoint(c.Depth, c.Pathways, 1);
        return Growth(new Leaf(c.Depth, 1, Scaled(c.Direction(0), size * balanced.Coordinate))) - 1;
    }

    private static double SecondDerivativeDefect(DirectionCase c, double factor)
    {
        var balanced = new BalancedPoint(c.Depth, c.Pathways, 1);
        var (a, b) = (c.Direction(0), c.Direction(1));
        var h = 1e-3 * balanced.Coordinate;
        double At(double s, double t) => new Leaf(c.Depth, 1, [.. a.Zip(b, (x, y) => (s * x) + (t * y))]).Sharpness;
        var mixed = (At(h, h) - At(h, -h) - At(-h, h) + At(-h, -h)) / (4 * h * h);
        var inner = a.Zip(b, (x, y) => x * y).Sum();
        return Math.Abs(mixed - (factor * balanced.LeafCurvature * inner)) / balanced.LeafCurvature;
    }

    private static double Outside(LeafCase c, double sharpness)
    {
        var single = PathwaySharpness.Single(c.Depth, c.Sigma);
        var least = PathwaySharpness.Minimum(c.Depth, c.Sigma, c.Pathways);
        return Math.Max(0, Math.Max(least - sharpness, sharpness - single)) / single;
    }

    private static double[] Scaled(double[] vector, double factor) => [.. vector.Select(x => factor * x)];

    private sealed record PointCase(int Depth, int Pathways, double Sigma);

    private sealed record DirectionCase(int Depth, int Pathways, ulong Seed)
    {
        // A unit vector with entries that add up to 0.
        public double[] Direction(ulong index)
        {
            var direction = new double[Pathways];
            new RandomStream(Seed).Substream(index).FillNormal(direction);
            var mean = direction.Average();
            var length = Math.Sqrt(direction.Sum(x => (x - mean) * (x - mean)));
            return [.. direction.Select(x => (x - mean) / length)];
        }
    }

    private sealed record LeafCase(int Depth, int Pathways, double Sigma, double Size, ulong Seed)
    {
        public Leaf Leaf()
        {
            var unit = new DirectionCase(Depth, Pathways, Seed).Direction(0);
            var reach = Size * new BalancedPoint(Depth, Pathways, Sigma).Coordinate;
            return new(Depth, Sigma, Scaled(unit, reach));
        }
    }
}
