using Dlnx.Linear;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/prop-E.4",
    "Sharpness across leaves",
    Kind = ClaimKind.Proposition,
    Source = "Proposition E.4, eqs. (58)-(60)",
    DependsOn = ["A/prop-E.3", "A/thm-4.2"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        The zero-loss point of the leaf $\xi$ has the sharpness
        $$\lambda(\xi) = \lambda_* + \frac{L(L-1)}{L-2}\, r_*^{4L-6}\, \|\xi\|^2 + O(\|\xi\|^3), \qquad
          \nabla^2\lambda(0) = \frac{2L(L-1)}{L-2}\, r_*^{4L-6}\,\Pi,$$
        with $\Pi = I - \tfrac1P\mathbf 1\mathbf 1^\top$, $r_* = (\sigma/P)^{1/L}$ and $\lambda_* = LPr_*^{2L-2}$; in terms of the leaf variance $\lambda = \lambda_* + \Lambda V$,
        $\Lambda = P\frac{L(L-1)}{L-2}r_*^{4L-6}$.
        """,
    Explanation = """
        The growth is quadratic only near balance: $\lambda_* \le \lambda(\xi) < \lambda^{sp} = L\sigma^{2-2/L}$ on every leaf, and
        $\lambda(\xi) \to \lambda^{sp}$ along a leader.
        """
)]
public sealed partial class LeafSharpnessGrowth : ClaimSpec
{
    [Parameter("L", Min = 3, Max = 12, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e3, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter("xi", Min = -1e3, Max = 1e3, Description = "ξ_p, one per pathway, with sum 0")]
    public double[] Deviations { get; set; } = [0.1, -0.1];

    public override void Validate()
    {
        if (Deviations.Length < 2)
            throw new ParameterException("xi", "has one value; give one per pathway, at least two.");
        if (Math.Abs(Deviations.Sum()) > 1e-9 * Deviations.Max(Math.Abs))
            throw new ParameterException("xi", $"adds up to {Deviations.Sum():R}; deviations from a mean add up to 0.");
    }

    [Check]
    public void It_grows_with_the_stated_coefficient()
    {
        var cases =
            from depth in Draw.Integer(3, 12)
            from pathways in Draw.Integer(2, 6)
            from sigma in Draw.LogBetween(0.2, 5)
            select new PointCase(depth, pathways, sigma);
        Evidence
            .ForAll(
                "(λ(ξ) − λ_*) over the quadratic term at ξ = 1e-3 y_*(1, −1, 0, …)",
                cases.ToArbitrary(),
                c => Math.Abs(Growth(c, _ => 1) - 1),
                Absolute(2e-5)
            )
            .Rejects("r_*^(4L−4)", c => Math.Abs(Growth(c, b => b.Scale * b.Scale) - 1))
            .Rejects("half the coefficient", c => Math.Abs(Growth(c, _ => 0.5) - 1))
            .Rejects("twice the coefficient", c => Math.Abs(Growth(c, _ => 2) - 1))
            .Rejects("L(L−1)/(L−2)²", c => Math.Abs(Growth(c, b => 1.0 / (b.Depth - 2)) - 1));
        Evidence.Golden("ratio − 1 at L=3, P=2, σ=1", Growth(new(3, 2, 1), _ => 1) - 1, Absolute(1e-7));
        Evidence.Golden("ratio − 1 at L=5, P=4, σ=2", Growth(new(5, 4, 2), _ => 1) - 1, Absolute(1e-7));
    }

    [Check]
    public void In_other_directions_the_error_is_of_third_order()
    {
        var cases =
            from depth in Draw.Integer(3, 12)
            from pathways in Draw.Integer(2, 6)
            from seed in Draw.Seed()
            select new DirectionCase(depth, pathways, seed);
        Evidence.ForAll(
            "ratio − 1 at ‖ξ‖ = 1e-3 y_*",
            cases.ToArbitrary(),
            c => Math.Abs(Excess(c, 1e-3)),
            Absolute(3e-3)
        );
        Evidence
            .ForAll(
                "halving ‖ξ‖ halves the ratio's deviation from 1, over ‖ξ‖",
                cases.ToArbitrary(),
                c => Math.Abs(Excess(c, 1e-3) - (2 * Excess(c, 5e-4))) / 1e-3,
                Absolute(0.05)
            )
            .Rejects("a relative error of second order", c => Math.Abs(Excess(c, 1e-3) - (4 * Excess(c, 5e-4))) / 1e-3);
    }

    [Check]
    public void The_second_derivative_is_the_projector()
    {
        var cases =
            from depth in Draw.Integer(3, 10)
            from pathways in Draw.Integer(2, 5)
            from seed in Draw.Seed()
            select new DirectionCase(depth, pathways, seed);
        Evidence
            .ForAll(
                "aᵀ∇²λ(0)b against its formula, by central differences along random a and b, over its size",
                cases.ToArbitrary(),
                c => SecondDerivativeDefect(c, 2),
                Absolute(1e-4)
            )
            .Rejects("without the factor 2", c => SecondDerivativeDefect(c, 1));
    }

    [Check]
    public void It_lies_between_the_balanced_and_the_single_pathway()
    {
        var cases =
            from depth in Draw.Integer(3, 12)
            from pathways in Draw.Integer(2, 6)
            from sigma in Draw.LogBetween(0.1, 10)
            from size in Draw.LogBetween(1e-2, 20)
            from seed in Draw.Seed()
            select new LeafCase(depth, pathways, sigma, size, seed);
        Evidence
            .ForAll(
                "how far λ(ξ) leaves [λ_*, λ^sp), over λ^sp",
                cases.ToArbitrary(),
                c => Outside(c, c.Leaf().Sharpness),
                Absolute(1e-13)
            )
            .Rejects("the quadratic on every leaf", c => Outside(c, c.Leaf().QuadraticSharpness));
        var yours = new Leaf(Depth, Sigma, Deviations);
        var single = PathwaySharpness.Single(Depth, Sigma);
        Evidence.AtLeast("your leaf: λ(ξ)", yours.Sharpness, yours.Balanced.Sharpness * (1 - 1e-13));
        Evidence.AtMost("your leaf: λ(ξ)", yours.Sharpness, single);
    }
}
