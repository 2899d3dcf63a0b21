using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/bt-balance-orbit",
    "Layer imbalance along the 2-cycle",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (Lemma 2)",
    DependsOn = ["B/thm-1", "B/lem-2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On the two-cycle, two steps multiply the difference $b$ of squared layers by $\prod_m (1 - q_m^2) = 1 + 2q_1q_2$ with
        $q_m = \eta(\rho_m^L - \sigma)\rho_m^{L-2}$ and $q_1q_2 = q_1 + q_2 < 0$. For $L = 2$ the multiplier is $3 - k$.
        """
)]
public sealed class ImbalanceOnOrbit : ClaimSpec
{
    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("k", Above = 2, Max = StepChoice.Largest, Description = "ηS, below k₄(L)")]
    public double Step { get; set; } = 2.1;

    public override void Validate()
    {
        var limit = Cascade.StabilityLoss(Depth);
        if (Step >= limit)
            throw new ParameterException(
                "k",
                $"is {Step:R}; it must be below k₄ = {limit:R}, where the cycle attracts."
            );
    }

    [Check]
    public void The_product_of_both_losses_is_one_plus_twice_their_product()
    {
        var onset = Enumerable.Range(0, 9).Select(L => L < 2 ? 0 : Cascade.StabilityLoss(L)).ToArray();
        var cases =
            from L in Draw.Integer(2, 8)
            from share in Draw.Between(0, 1)
            select new CycleCase(L, 2.02 + ((onset[L] - 2.03) * share));
        Evidence
            .ForAll(
                "(1 − q₁²)(1 − q₂²) = 1 + 2q₁q₂ at points reached by iteration, L = 2…8, k in (2, k₄)",
                cases.ToArbitrary(),
                c => Math.Abs(c.Product - (1 + (2 * c.Q1 * c.Q2))),
                Absolute(1e-12)
            )
            .Rejects("multiplier 1: the gap is frozen", c => Math.Abs(c.Product - 1))
            .Rejects("1 − q₁q₂", c => Math.Abs(c.Product - (1 - (c.Q1 * c.Q2))));
        Evidence
            .ForAll(
                "q₁q₂ = q₁ + q₂ < 0",
                cases.ToArbitrary(),
                c => Math.Abs((c.Q1 * c.Q2) - c.Q1 - c.Q2) + Math.Max(0, c.Q1 * c.Q2),
                Absolute(1e-12)
            )
            .Rejects("q₁ = −q₂", c => Math.Abs((c.Q1 * c.Q2) + (c.Q1 * c.Q1)));
    }

    [Check]
    public void A_measured_gap_shrinks_by_the_multiplier()
    {
        var mode = SingularMode.AtStep(Depth, Step, 10);
        var state = SingularMode.Unbalanced(0.3);
        var steps = 0;
        for (; steps <= 100 || Math.Abs(state.Gap) >= 1e-8; steps++)
        {
            if (steps > 1_000_000)
                Skip("The start α = 0.3 does not reach the orbit in 10⁶ steps at these parameters.");
            state = mode.Step(state);
        }
        var later = mode.Iterate(state, 100);
        var q = TwoPeriodOrbit.At(Depth, Step);
        var measured = Math.Pow(later.Gap / state.Gap, 1.0 / 50);
        if (!(Math.Abs(later.Gap) > 1e-12))
            Skip("The gap reaches its rounding floor within 100 steps; the rate needs a k closer to 2.");
        Evidence
            .Agrees("unbalanced chain, σ = 10, α = 0.3: gap per two steps", measured, q.LayerMultiplier, Absolute(1e-5))
            .Rejects("multiplier 1: the gap is frozen", 1)
            .Rejects("1 − q₁q₂", 1 - ((1 - q.Z1) * (1 - q.Z2)));
    }

    [Check]
    public void Reference_multipliers()
    {
        foreach (var (L, k) in new[] { (3, 2.1), (3, 2.3), (4, 2.1), (4, 2.3), (2, 2.1), (2, 2.3) })
        {
            var cycle = new CycleCase(L, k);
            if (L == 2)
                Evidence
                    .Agrees($"L = 2, k = {k}: multiplier", cycle.Product, 3 - k, Absolute(1e-12))
                    .Rejects("(3 − k)²", (3 - k) * (3 - k));
            Evidence.Golden($"L={L}, k={k}: multiplier", cycle.Product, Absolute(1e-10));
        }
    }

    private sealed record CycleCase(int Depth, double K)
    {
        private readonly TwoCycle cycle = new BalancedMap(Depth, K).TwoCycle();

        public double Q1 => Q(cycle.Low);

        public double Q2 => Q(cycle.High);

        public double Product => (1 - (Q1 * Q1)) * (1 - (Q2 * Q2));

        // η(ρ^L − σ)ρ^(L−2) at σ = 1, where η = k/L.
        private double Q(double rho) => K / Depth * (Math.Pow(rho, Depth) - 1) * Math.Pow(rho, Depth - 2);
    }
}
