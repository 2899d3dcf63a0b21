using Dlnx.Escape;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/eq-30",
    "Scalar normal form and its coefficient; resonance logarithm",
    Kind = ClaimKind.Lemma,
    Source = "Eqs. (8), (30), App. C.2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/eq-7", "C/thm-5"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On the balanced ray $\frac{du}{d\tau} = 2\kappa u^{L/2}(1 + C\,u^{(q-1)/2} + \dots)$. $C$ depends on the coordinate
        except at the resonance $L = q + 1$, where it is $\frac{2q}{q+1}C_0$, $C_0 = \frac{c_q\mu_q}{c_1\mu_1}$, and
        $$\tau_\star = \tau_{lead} - \frac1\kappa\,\frac{2q}{q+1}\,C_0\,\log\frac1\varepsilon + O(1).$$
        """,
    Readings = [
        "The reduced loss on the ray is differentiated, C = (L − 1 + q)/L · C₀, the average over the layers: right at the "
            + "resonance.",
        "The insertion seen by one layer k ≥ 2, C = C₀ as in (38): too small by 2q/(q + 1).",
    ],
    Explanation = """
        The printed value of $C$ is not legible in our source. Layer 1 carries weight $q$, and the gap $a_1^2 - a_k^2$ grows at the
        same order, which is why the escape time feels the average over the layers.
        """
)]
public sealed class ResonanceLogarithm : EscapeSpec
{
    private static readonly (string Phi, int Depth)[] Resonances =
    [
        ("tanh", 4),
        ("sin", 4),
        ("erf", 4),
        ("gelu", 3),
        ("swish", 3),
    ];

    private static readonly double[] ReferenceScales = [0.04, 0.02, 0.01, 0.005];

    [Parameter("phi", Description = "φ, of class B or C")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter(Min = 2, Max = 8, Description = "L; q + 1 unless given")]
    public int? Depth { get; set; }

    [Parameter(Min = 1e-3, Max = 0.05, Description = "ε")]
    public double Eps { get; set; } = 0.01;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆, above ε")]
    public double Threshold { get; set; } = 0.3;

    private Activation Activation => ActivationChoice.Resolve(Phi, Beta, ActivationClass.B, ActivationClass.C);

    public override void Validate()
    {
        _ = Activation;
        EscapeSetting.RequireThreshold(Threshold, Eps);
    }

    [Check(Tier.Standard)]
    public void The_excess_over_the_quadrature_is_a_logarithm_at_the_resonance()
    {
        var figure = Figure("Excess over the leading order", Axis.Log("1/ε"), Axis.Linear("κ(τ⋆ − τ_lead)/(−C₀)"));
        foreach (var (phi, depth) in Resonances)
        {
            var shift = new ResonanceShift(Activations.Find(phi), depth);
            var excess = Excess(shift, ReferenceScales);
            foreach (var (eps, value) in ReferenceScales.Zip(excess))
                Evidence.Golden($"{phi}, L = {depth}, ε = {eps}: τ − τ_lead", value, Absolute(2e-5));
            var q = shift.Order;
            var coefficient = shift.Normalised(excess[2], excess[3]);
            Evidence.Golden($"{phi}, L = {depth}: normalised coefficient at ε = 0.01", coefficient, Absolute(1e-4));
            Evidence
                .Agrees(
                    $"{phi}, L = {depth}: κ[Δ(ε/2) − Δ(ε)]/(−C₀ ln 2) at ε = 0.01",
                    coefficient,
                    2.0 * q / (q + 1),
                    Absolute(0.01)
                )
                .Rejects("C = C₀", 1)
                .Rejects("C = qC₀", q)
                .Rejects("no logarithm", 0);
            double[] inverse = EscapeSetting.Inverse(ReferenceScales);
            double[] scaled = [.. excess.Select(value => shift.Drive * value / -shift.Ratio)];
            figure
                .Line($"{phi}: slope {2 * q}/{q + 1}", inverse, [.. inverse.Select(x => Law(x, q, scaled, inverse))])
                .Points($"{phi}, L = {depth}, exact reduced flow", inverse, scaled);
        }

        static double Law(double x, int q, double[] scaled, double[] inverse) =>
            scaled[^1] + (2.0 * q / (q + 1) * Math.Log(x / inverse[^1]));
    }

    [Check(Tier.Standard)]
    public void Below_the_resonance_the_excess_is_bounded()
    {
        var excess = Excess(new ResonanceShift(Activations.Tanh, 3), ReferenceScales);
        foreach (var (eps, value) in ReferenceScales.Zip(excess))
            Evidence.Golden($"tanh, L = 3, ε = {eps}: τ − τ_lead", value, Absolute(2e-5));
        var increments = excess.Zip(excess.Skip(1), (whole, half) => half - whole).ToArray();
        Evidence
            .Agrees(
                "tanh, L = 3: last increment over the one before",
                increments[2] / increments[1],
                0.5,
                Absolute(0.05)
            )
            .Rejects("a logarithm: equal increments", 1);
    }

    [Check]
    public void The_coefficient_on_the_ray_is_the_average_over_the_layers()
    {
        foreach (var (phi, depth) in Resonances)
        {
            var shift = new ResonanceShift(Activations.Find(phi), depth);
            var average = (depth - 1.0 + shift.Order) / depth * shift.Ratio;
            Evidence
                .Agrees(
                    $"{phi}, L = {depth}: C of dū/dτ, extrapolated",
                    shift.RayCoefficient(),
                    average,
                    Relative(2e-3)
                )
                .Rejects("C₀", shift.Ratio)
                .Rejects("qC₀", shift.Order * shift.Ratio);
            Evidence.Agrees(
                $"{phi}, L = q + 1: (L − 1 + q)/L = 2q/(q + 1)",
                average / shift.Ratio,
                2.0 * shift.Order / (shift.Order + 1),
                Absolute(1e-15)
            );
        }
    }

    [Check(Tier.Standard)]
    public void The_start_of_the_parameters_has_that_coefficient()
    {
        var q = Activation.Order!.Value;
        var shift = new ResonanceShift(Activation, Depth ?? (q + 1)) { Threshold = Threshold };
        if (shift.Depth != q + 1)
            Skip($"The coefficient is that of the resonance, L = {q + 1}.");
        double[] scales = [Eps, Eps / 2, Eps / 4, Eps / 8, Eps / 16];
        var excess = Excess(shift, scales);
        double[] coefficients = [.. excess.Zip(excess.Skip(1), shift.Normalised)];
        Approaches(
            "ε, ε/2, ε/4, ε/8: normalised coefficient",
            coefficients,
            2.0 * q / (q + 1),
            shift.Rounding(scales[^1])
        );
    }

    private double[] Excess(ResonanceShift shift, double[] scales) =>
        Escaped(EscapeSweep.Times(scales.Length, i => shift.Excess(scales[i], Cancellation), Cancellation));
}
