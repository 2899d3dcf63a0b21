using Dlnx.Escape;
using Dlnx.Verify.Results;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/eq-7",
    "Leading-order field and remainder",
    Kind = ClaimKind.Equation,
    Source = "eqs. (7), (24), App. B.3",
    Provenance = Provenance.Reconstructed,
    Aliases = ["C/eq-24"],
    DependsOn = ["C/thm-4", "C/lem-15"],
    Verdict = Verdict.Confirmed,
    Statement = """
        With $\kappa = \alpha c_1^{L-1}\mu_1$ and $\mu_1 = \mathbb E[s\varphi(s)]$,
        $$\frac{da_k}{d\tau} = \kappa\frac{P}{a_k} + O\big(|a|^{\min(L+q-2,\,2L-1)}\big).$$
        The remainder starts with $\alpha c_1^{L-2}c_q\mu_q\,a_1^{q-1}\frac{P}{a_k}w_k$, $w_1 = q$ and $w_k = 1$ for $k \ge 2$, of
        degree $L + q - 2$, and with the self-interaction $-c_1^{2L-2}P^2/a_k$, of degree $2L - 1$: the same order only at
        $L = q - 1$. For class B ($q = 3$) the exponent is $L + 1$, for class C ($q = 2$) it is $L$.
        """
)]
public sealed class LeadingField : ExpandableSpec
{
    private const double ReferenceScale = 0.02;

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter(Above = 0, Max = 0.1, Description = "λ, size of the scales; slopes are taken between λ and λ/2")]
    public double Lambda { get; set; } = ReferenceScale;

    [Parameter(Min = -10, Max = 10, Description = "α, scale of the teacher, not 0")]
    public double Alpha { get; set; } = 1;

    public override void Validate()
    {
        base.Validate();
        if (Alpha == 0)
            throw new ParameterException("alpha", "is 0; without a teacher there is no drive.");
    }

    [Check]
    public void The_remainder_has_degree_L_plus_q_minus_2()
    {
        foreach (var phi in ChainSetting.Expandable)
        {
            for (var depth = 2; depth <= 5; depth++)
            {
                var (activation, L) = (Activations.Find(phi), depth);
                var degree = Math.Min(L + OrderOf(activation) - 2, (2 * L) - 1);
                var exponents = Exponents(activation, L, ReferenceScale, 1);
                double[] All(int e) => [.. exponents.Select(_ => (double)e)];
                Evidence
                    .Agrees($"{phi}, L = {L}: degree in every layer", exponents, All(degree), Absolute(0.08))
                    .Rejects("one lower", All(degree - 1))
                    .Rejects("one higher", All(degree + 1));
            }
        }
    }

    [Check]
    public void It_starts_with_the_predicted_terms()
    {
        foreach (var phi in ChainSetting.Expandable)
        {
            for (var depth = 2; depth <= 5; depth++)
            {
                var expansion = new Expansion(Activations.Find(phi), depth, ReferenceScale / 2, 1);
                var ratios = expansion.Ratios();
                double[] ones = [.. ratios.Select(_ => 1.0)];
                Evidence
                    .Agrees($"{phi}, L = {depth}: remainder over its leading terms", ratios, ones, Absolute(0.05))
                    .Rejects("w₁ = 1", expansion.RatiosOfEqualWeights());
            }
        }
    }

    [Check]
    public void The_drive_has_c1_to_the_power_L_minus_1()
    {
        foreach (var phi in new[] { "erf", "gelu", "swish" })
        {
            var expansion = new Expansion(Activations.Find(phi), 4, ReferenceScale / 2, 1);
            Evidence
                .Agrees($"{phi}: da₂/dτ·a₂/P over κ", expansion.Exact[1] / expansion.Field[1], 1, Absolute(0.05))
                .Rejects("κ with c₁^L", Activations.Find(phi).Slope!.Value);
        }
    }

    [Check]
    public void So_it_is_for_the_chosen_activation()
    {
        var (whole, half) = (At(Lambda), At(Lambda / 2));
        if (half.Terms.Any(term => term == 0) || half.Cancels || half.Relative < 1e-11)
            Skip("The leading terms of the remainder vanish or cancel here, or drown in the rounding of the field.");
        var exponents = Exponents(Activation, Depth, Lambda, Alpha);
        double[] predicted = [.. whole.Terms.Zip(half.Terms, ChainSetting.Exponent)];
        var agreement = Evidence.Agrees("degree of the remainder in every layer", exponents, predicted, Window(0.08));
        agreement.Rejects("one lower", [.. predicted.Select(e => e - 1)]);
        agreement.Rejects("one higher", [.. predicted.Select(e => e + 1)]);
        var ratios = half.Ratios();
        Evidence.Agrees("remainder over its leading terms", ratios, [.. ratios.Select(_ => 1.0)], Window(0.05));
    }

    // What follows the leading terms grows at least in proportion to λ, relative to them.
    private Tolerance Window(double atReference) => Absolute(atReference * Math.Max(1, Lambda / ReferenceScale));

    private Expansion At(double lambda) => new(Activation, Depth, lambda, Alpha);

    private static double[] Exponents(Activation activation, int depth, double lambda, double alpha)
    {
        var whole = new Expansion(activation, depth, lambda, alpha).Remainder;
        var half = new Expansion(activation, depth, lambda / 2, alpha).Remainder;
        return [.. whole.Zip(half, ChainSetting.Exponent)];
    }

    /// <summary>The exact flow at unequal scales beside its leading orders.</summary>
    private sealed class Expansion
    {
        private readonly double[] first;
        private readonly double[] self;

        public Expansion(Activation activation, int depth, double lambda, double alpha)
        {
            var scales = ChainSetting.Unequal(depth, lambda);
            var leading = new LeadingOrder(activation, depth, alpha);
            Exact = ChainSetting.Velocity(activation, scales, alpha);
            Field = leading.Field(scales);
            (first, self) = (leading.FirstCorrection(scales), leading.SelfInteraction(scales));
            Order = OrderOf(activation);
        }

        public double[] Exact { get; }

        public double[] Field { get; }

        public double[] Remainder => [.. Exact.Zip(Field, (exact, leading) => exact - leading)];

        public double[] Terms => [.. first.Zip(self, (a, b) => a + b)];

        public double Relative => Remainder.Zip(Field, (r, leading) => Math.Abs(r / leading)).Min();

        public bool Cancels =>
            first.Zip(self, (a, b) => Math.Abs(a + b) < 0.3 * (Math.Abs(a) + Math.Abs(b))).Any(cancels => cancels);

        private int Order { get; }

        public double[] Ratios() => [.. Remainder.Zip(Terms, (r, term) => r / term)];

        // The ratios that would be seen if the remainder had w₁ = 1.
        public double[] RatiosOfEqualWeights() =>
            [.. Terms.Select((term, k) => k == 0 ? ((first[0] / Order) + self[0]) / term : 1)];
    }
}
