using Dlnx.Linear;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

// Where the printed theorem fails: the gaps of r and of s over one block of two steps, and depth two.
public sealed partial class TwoStepGapContraction
{
    private static readonly double[] Pair = [1e-6, -1e-6];

    [Check(Role = Role.Counterexample)]
    public void The_gaps_of_r_and_s_grow_although_the_bracket_holds()
    {
        foreach (var (depth, c0) in new[] { (3, 8.0), (4, 11.0) })
        {
            var steps = TwoStepContraction.From(depth, Pair, 0.01, c0);
            Evidence.Golden($"Var(r) ratio at L={depth}, c0={c0}", steps.ScaleGap, Absolute(1e-8));
            Evidence.Golden($"Var(s) ratio at L={depth}, c0={c0}", steps.CoefficientGap, Absolute(1e-8));
            Evidence.Golden($"V ratio at L={depth}, c0={c0}", steps.LeafVariance, Absolute(1e-8));
            Evidence
                .Agrees(
                    $"L = {depth}, c₀ = {c0}, w = 0.01: Var(r)_(t+2)/Var(r)_t",
                    steps.ScaleGap,
                    steps.PredictedScaleGap,
                    Absolute(5e-4)
                )
                .Rejects("the frozen 2(L−1)²", Math.Pow(1 - (2 * (depth - 1) * (depth - 1) * 1e-4), 2))
                .Rejects("the gap of r never grows: at most 1", 1);
            Evidence.Above($"L = {depth}: Var(r)_(t+2)/Var(r)_t", steps.ScaleGap, 1);
            Evidence.Above($"L = {depth}: Var(s)_(t+2)/Var(s)_t", steps.CoefficientGap, 1);
            Evidence.Below($"L = {depth}: V_(t+2)/V_t", steps.LeafVariance, 1);
        }
        var example = TwoStepContraction.From(3, Pair, 0.01, 8);
        Evidence.Golden("η at L=3, c0=8", example.LearningRate, Absolute(1e-13));
        Evidence.Golden("σ at L=3, c0=8", example.Target, Absolute(1e-13));
    }

    [Check(Role = Role.Counterexample)]
    public void The_gap_of_r_grows_exactly_beyond_3L_minus_4()
    {
        for (var depth = 3; depth <= 8; depth++)
        {
            var border = (3 * depth) - 4;
            Evidence.Below(
                $"L = {depth}, c₀ = {border - 2}: Var(r)_(t+2)/Var(r)_t",
                TwoStepContraction.From(depth, Pair, 0.01, border - 2).ScaleGap,
                1
            );
            Evidence.Above(
                $"L = {depth}, c₀ = {border + 2}: Var(r)_(t+2)/Var(r)_t",
                TwoStepContraction.From(depth, Pair, 0.01, border + 2).ScaleGap,
                1
            );
        }
    }

    [Check]
    public void Both_gaps_have_the_stated_coefficients()
    {
        var cases =
            from depth in Draw.Integer(3, 8)
            from c0 in Draw.Between(-10, 30)
            from w in Draw.LogBetween(1e-5, 1e-4)
            select new BlockCase(depth, c0, w);
        double Rate(double ratio, BlockCase c) => (1 - Math.Sqrt(ratio)) / (c.W * c.W);
        double Scales(BlockCase c, double drift) =>
            Math.Abs(Rate(c.Steps().ScaleGap, c) - c.Leaf - (drift * (c.Depth - 1))) / c.Size;
        double Coefficients(BlockCase c, double drift) =>
            Math.Abs(Rate(c.Steps().CoefficientGap, c) - c.Leaf - (drift * (c.Depth - 1))) / c.Size;
        Evidence
            .ForAll(
                "(1 − √Var(r) ratio)/w² against (L−1)(L−2) + (L−1)(2L−2−c₀), over (L + |c₀|)²",
                cases.ToArbitrary(),
                c => Scales(c, c.Offset),
                Absolute(0.01)
            )
            .Rejects("the coefficient of V", c => Scales(c, 0));
        Evidence
            .ForAll(
                "(1 − √Var(s) ratio)/w² against (L−1)(L−2) + 2(L−1)(2L−2−c₀), over (L + |c₀|)²",
                cases.ToArbitrary(),
                c => Coefficients(c, 2 * c.Offset),
                Absolute(0.01)
            )
            .Rejects("the coefficient of Var(r)", c => Coefficients(c, c.Offset));
    }

    [Check(Role = Role.Counterexample)]
    public void At_depth_two_nothing_contracts()
    {
        var mode = PathwayMode.Homogeneous(2, 1, [0.8, 0.65]);
        var (start, eta, frozen) = (mode.Scales[0] / mode.Scales[1], 2.02 / mode.Sharpness, 1.0);
        for (var t = 0; t < 100; t++)
        {
            frozen *= 1 - Math.Pow(eta * mode.Residual, 2);
            mode.Step(eta);
        }
        Evidence
            .Agrees("L = 2: r₁/r₂ after 100 steps", mode.Scales[0] / mode.Scales[1], start, Absolute(1e-13))
            .Rejects("the frozen contraction 2A²e² per two steps", 1 + ((start - 1) * frozen));
    }

    [Check]
    public void Without_residual_nothing_moves()
    {
        // Powers of two add up to σ without rounding.
        var mode = PathwayMode.Homogeneous(3, 0.140625, [0.5, 0.25]);
        var before = mode.Scales.ToArray();
        mode.Step(1.7);
        Evidence
            .Matches("r after a step at e = 0, bit for bit", mode.Scales.SequenceEqual(before), true)
            .Rejects("a gap term of its own", false);
    }

    private sealed record BlockCase(int Depth, double C0, double W)
    {
        public double Leaf => (Depth - 1.0) * (Depth - 2);

        public double Offset => (2 * Depth) - 2 - C0;

        public double Size => (Depth + Math.Abs(C0)) * (Depth + Math.Abs(C0));

        public TwoStepContraction Steps() =>
            TwoStepContraction.From(Depth, Pair.Select(d => d * 1e-3).ToArray(), W, C0);
    }
}
