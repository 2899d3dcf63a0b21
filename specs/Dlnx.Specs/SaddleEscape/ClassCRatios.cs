using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/C.4-classC",
    "Class C ratio (37), (38)",
    Kind = ClaimKind.Lemma,
    Source = "App. C.4, eqs. (37), (38)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/eq-7"],
    Verdict = Verdict.Corrected,
    Statement = """
        On the balanced ray $a_1 = \dots = a_L = a$ of a class C activation, $\dot a_k = \kappa a^{L-1}(1 + \rho_k a + \dots)$ with
        $\rho_k = C_0 = \frac{c_2\,\mathbb E[\varphi s^2]}{c_1\,\mathbb E[\varphi s]}$ in every component by symmetry,
        independent of $L$; for class B it is zero. The relative correction to the drive is $O(\sqrt u)$, $u = a^2$.
        """,
    Corrected = """
        $\rho_1 = 2C_0$ and $\rho_k = C_0$ for $k \ge 2$, independent of $L$; zero for class B.
        """,
    Explanation = """
        The layers are not symmetric: the insertion at the first activation is quadratic in $a_1$ and linear in the others, so its
        derivative carries the factor $q = 2$ in layer 1.
        """
)]
public sealed class ClassCRatios : ClaimSpec
{
    [Parameter("phi", Description = "φ, an activation of class C")]
    public string Phi { get; set; } = "gelu";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter(Min = 3, Max = 8, Description = "L")]
    public int Depth { get; set; } = 4;

    private Activation Activation => ActivationChoice.Resolve(Phi, Beta, ActivationClass.C);

    public override void Validate() => _ = Activation;

    [Check]
    public void Twice_C0_in_the_first_layer_and_C0_above()
    {
        var ratio = CorrectionRatio(Activation);
        Evidence
            .Agrees("ρ_k, extrapolated to a = 0", Measure(Activation, Depth), Corrected(Depth, ratio), Relative(1e-3))
            .Rejects("C₀ in layer 1 as well", Equal(Depth, ratio));
        foreach (var phi in new[] { "gelu", "swish" })
        {
            var measured = RayRatios.Measure(Activations.Find(phi), 3);
            Evidence.Golden($"{phi}: ρ₁", measured[0], Absolute(1e-4));
            Evidence.Golden($"{phi}: ρ₂", measured[1], Absolute(1e-4));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void The_ratio_of_the_first_layer_is_not_that_of_the_others()
    {
        var measured = Measure(Activation, Depth);
        Evidence.Agrees("ρ₁/ρ₂", measured[0] / measured[1], 2, Relative(1e-3)).Rejects("equal by symmetry", 1);
    }

    [Check]
    public void It_does_not_depend_on_the_depth()
    {
        var ratio = CorrectionRatio(Activation);
        for (var L = 3; L <= 8; L++)
        {
            Evidence
                .Agrees($"L = {L}: ρ_k", Measure(Activation, L), Corrected(L, ratio), Relative(1e-3))
                .Rejects("the layer average (L + 1)C₀/L", Equal(L, ratio * (L + 1) / L));
        }
    }

    [Check]
    public void It_vanishes_for_odd_activations()
    {
        foreach (var phi in new[] { "tanh", "erf", "sin" })
        {
            var activation = Activations.Find(phi);
            Evidence
                .Agrees($"{phi}: ρ_k", RayRatios.Measure(activation, Depth, 0.02), Equal(Depth, 0), Absolute(1e-3))
                .Rejects("C₀", Equal(Depth, CorrectionRatio(activation)));
        }
    }

    [Check]
    public void The_relative_correction_is_of_order_sqrt_u()
    {
        double[] Excess(double a)
        {
            double[] scales = Equal(Depth, a);
            var field = new LeadingOrder(Activation, Depth).Field(scales);
            return [.. ChainSetting.Velocity(Activation, scales).Zip(field, (exact, leading) => (exact / leading) - 1)];
        }
        var small = Scale / 20;
        double[] exponents = [.. Excess(small).Zip(Excess(small / 2), (w, h) => ChainSetting.Exponent(w, h) / 2)];
        Evidence
            .Agrees("exponent of the relative correction in u", exponents, Equal(Depth, 0.5), Absolute(0.02))
            .Rejects("1, as for class B", Equal(Depth, 1));
    }

    private double[] Measure(Activation activation, int depth) => RayRatios.Measure(activation, depth, Scale);

    private double Scale
    {
        get
        {
            if (Beta < 1e-3)
                Skip("Below β = 0.001 the ratio is of order β² < 1e-6 and drowns in the rounding of the flow.");
            return ChainSetting.RayScale(Beta);
        }
    }

    private static double CorrectionRatio(Activation activation) =>
        ActivationConstants.Of(activation).CorrectionRatio!.Value;

    private static double[] Corrected(int depth, double ratio) => [2 * ratio, .. Equal(depth - 1, ratio)];

    private static double[] Equal(int depth, double value) => [.. Enumerable.Repeat(value, depth)];
}
