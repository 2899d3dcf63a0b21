using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/thm-6.2",
    "Existence, uniqueness, c_L > 2",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 6.2, eqs. (20)-(21), (80)-(82)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/lem-F.2", "A/lem-F.4"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For every $L \ge 2$ the worst-case return threshold is
        $$\eta_{WCR} = \frac{c_L}{L\sigma^{2-2/L}},$$
        where $c_L > 2$ is the only number for which $F_\kappa(M(\kappa)) = 0$ at $\kappa = c_L/L$. The ratio
        $\eta_{WCR}/\eta_{on} = c_L$ to the onset of overshoot does not depend on $\sigma$ and exceeds the classical ratio 2.
        For two layers $c_2 = 3\sqrt3 - 2$.
        """
)]
public sealed class ReturnThresholdTheorem : ClaimSpec
{
    private const double LargestGridDepth = 10_000;

    // The depths of the reference table.
    private static readonly double[] Table = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 1000, 1e6];

    [Parameter("L", Min = 2, Max = 1e9, Description = "L, number of layers, real")]
    public double Depth { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Check]
    public void The_threshold_has_the_tabulated_values()
    {
        foreach (var L in Table)
        {
            var threshold = ReturnThreshold.OfDepth(L);
            Evidence.Golden($"c_L at L={L}", threshold.Constant, Relative(1e-13));
            Evidence.Golden($"u_L at L={L}", threshold.Start, Absolute(1e-13));
            Evidence.Golden($"M_L at L={L}", threshold.Peak, Absolute(1e-13));
            Evidence.Golden($"M_L^L at L={L}", threshold.PeakPower, Relative(1e-7));
        }
    }

    [Check]
    public void Two_independent_computations_agree_to_fifteen_digits()
    {
        double[] depths = [.. Table.Append(Depth).Distinct()];
        double[] constants = [.. depths.Select(L => ReturnThreshold.OfDepth(L).Constant)];
        Evidence
            .Agrees(
                "c_L from the root equation against the definition in 31 digits",
                constants,
                [.. depths.Select(L => (double)ExtendedReturnThreshold.Constant(L))],
                Relative(1e-13)
            )
            .Rejects("c_L = 2, the classical bound", [.. depths.Select(_ => 2.0)])
            .Rejects("c_L = 4", [.. depths.Select(_ => 4.0)]);
        double[] exact = [.. depths.Select(L => (double)ExtendedReturnThreshold.Constant(L))];
        var worst = constants.Zip(exact, (a, b) => Math.Abs((a / b) - 1)).Max();
        Evidence.AtLeast("digits that agree", Math.Floor(-Math.Log10(Math.Max(worst, 1e-16))), 15);
        var closed = (DoubleDouble.Sqrt(3) * 3) - 2;
        Evidence.Agrees(
            "c₂ − (3√3 − 2) in 31 digits",
            (double)(ExtendedReturnThreshold.Constant(2) - closed),
            0,
            Absolute(1e-30)
        );
        Evidence.Agrees("c₂", ReturnThreshold.OfDepth(2).Constant, (double)closed, Relative(1e-15));
    }

    [Check]
    public void It_exceeds_the_classical_bound_at_every_depth()
    {
        var depths = Enumerable.Range(0, 400).Select(i => 2 * Math.Pow(5e8, i / 399.0)).Append(Depth);
        Evidence.Above(
            "smallest c_L of 400 depths from 2 to 10⁹",
            depths.Min(L => ReturnThreshold.OfDepth(L).Constant),
            2
        );
    }

    [Check]
    public void It_does_not_depend_on_the_target()
    {
        if (Depth > LargestGridDepth)
            Skip($"The grid test in original units needs L ≤ {LargestGridDepth}; powers lose their digits beyond.");
        double[] targets = [0.1, 1, 7, Sigma];
        double[] found = [.. targets.Select(sigma => SinglePathway.LargestSafeConstant(Depth, sigma, points: 4000))];
        var expected = ReturnThreshold.OfDepth(Depth);
        Evidence
            .Agrees(
                $"L = {Depth}: η_WCR·Lσ^(2−2/L) by bisection of the definition, σ = {string.Join(", ", targets)}",
                found,
                [.. targets.Select(_ => expected.Constant)],
                Relative(1e-5)
            )
            .Rejects(
                "η_WCR·Lσ^(2−1/L) is the constant",
                [.. targets.Select(s => expected.Constant * Math.Pow(s, -1 / Depth))]
            )
            .Rejects("c_L = 2", [.. targets.Select(_ => 2.0)]);
        Evidence.Agrees(
            "η_WCR/η_on at the target of the setting",
            expected.LearningRate(Sigma) / expected.Onset(Sigma),
            expected.Constant,
            Relative(1e-15)
        );
    }
}
