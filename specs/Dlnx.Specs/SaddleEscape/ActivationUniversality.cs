using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/cor-7",
    "Universality across activations",
    Kind = ClaimKind.Corollary,
    Source = "Corollary 7, Fig. 3",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-5", "C/eq-30"],
    Verdict = Verdict.Corrected,
    Statement = """
        From a shared start, for activations of Classes A–C with $\kappa > 0$, $\kappa = \alpha c_1^{L-1}\mu_1$,
        $$\frac{\kappa_\varphi\,\tau_\star[\varphi]}{\kappa_\psi\,\tau_\star[\psi]} \to 1 \quad (\varepsilon \to 0),$$
        with a first correction of relative order $\varepsilon^{q-1}$; the trajectory in $\kappa\tau$ does not depend on
        $\varphi$ at leading order.
        """,
    Corrected = """
        The first correction is of relative order $\varepsilon^{q-1}$ for $L > q + 1$, where
        $$\tau_\star - \tau_{lead} = -\frac{C_0}\kappa\,\varepsilon^{-(L-q-1)}
          \Big[\frac{2q/(q+1)}{L-q-1} - \frac{(q-1)/(q+1)}{L}\Big](1 + o(1)),$$
        $\varepsilon^{L-2}\log\frac1\varepsilon$ at $L = q + 1$, and $\varepsilon^{L-2}$ below.
        """,
    Explanation = """
        For $L < q + 1$ the time of order 1 at the upper end is larger than the correction of the printed order. $C_0 < 0$ (tanh,
        erf, sin) slows escape, $C_0 > 0$ (GELU, Swish) speeds it in $\kappa\tau$; in raw time Class C is slower at equal
        $\varepsilon$, since its $\kappa$ is $2^{-L}\alpha$.
        """
)]
public sealed partial class ActivationUniversality : EscapeSpec
{
    private const double ReferenceThreshold = 0.3;
    private static readonly string[] Shown = ["linear", "tanh", "erf", "sin", "gelu", "swish"];
    private static readonly EscapeRun Reference = EscapeSetting.SixDigits with { Threshold = ReferenceThreshold };

    [Parameter("phi", Description = "φ, with a slope at 0 and φ(0) = 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter(Min = 1e-3, Max = 0.2, Description = "ε")]
    public double Eps { get; set; } = 0.01;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆, above ε")]
    public double Threshold { get; set; } = ReferenceThreshold;

    public override void Validate()
    {
        EscapeSetting.Resolve(Phi);
        EscapeSetting.RequireThreshold(Threshold, Eps);
    }

    [Check(Tier.Standard)]
    public void Rescaled_times_collapse_on_the_master_curve()
    {
        var figure = Figure("Collapse of escape times, L = 4", Axis.Log("1/ε"), Axis.Log("κτ⋆"));
        double[] line = EscapeSetting.LogSpaced(3e-3, 0.1, 30);
        figure.Line("master curve", EscapeSetting.Inverse(line), [.. line.Select(eps => Master(4, eps))]);
        foreach (var (depth, scales) in Grid)
        {
            var rescaled = Shown.Select(phi => Rescaled(phi, depth, scales)).ToArray();
            for (var i = 0; i < scales.Length; i++)
            {
                for (var j = 0; j < Shown.Length; j++)
                    Evidence.Golden($"L = {depth}, ε = {scales[i]}, {Shown[j]}: κτ", rescaled[j][i], Relative(1e-5));
                Evidence.Golden($"L = {depth}, ε = {scales[i]}: master", Master(depth, scales[i]), Relative(1e-7));
            }

            if (scales.Length > 1)
                SpreadFalls(depth, scales, rescaled);
            if (depth != 4)
                continue;
            for (var j = 0; j < Shown.Length; j++)
                figure.Points(Shown[j], EscapeSetting.Inverse(scales), rescaled[j]);
        }
    }

    [Check(Tier.Standard)]
    public void Other_scales_of_time_do_not_collapse()
    {
        // L = 4, ε = 0.003: κτ agrees to 1 % between the classes.
        double[] eps = [0.003];
        var (tanh, gelu, erf) = (Rescaled("tanh", 4, eps)[0], Rescaled("gelu", 4, eps)[0], Rescaled("erf", 4, eps)[0]);
        Evidence
            .Agrees("κτ of GELU over that of tanh", gelu / tanh, 1, Relative(0.01))
            .Rejects("raw τ", gelu / tanh * Ratio("gelu", "tanh", Drive))
            .Rejects("κ with c₁^L", gelu / tanh * Slope("gelu"))
            .Rejects("κ without μ₁", gelu / tanh * Ratio("gelu", "tanh", Mu1));
        Evidence
            .Agrees("κτ of erf over that of tanh", erf / tanh, 1, Relative(1e-3))
            .Rejects("raw τ", erf / tanh * Ratio("erf", "tanh", Drive))
            .Rejects("κ with c₁^L", erf / tanh * Slope("erf"));

        double[] large = [0.1];
        var (raw, rescaled) = (Rescaled("gelu", 3, large)[0] / Drive("gelu", 3), Rescaled("gelu", 3, large)[0]);
        var other = Rescaled("tanh", 3, large)[0];
        Evidence.Golden("L = 3, ε = 0.1, GELU: raw τ", raw, Relative(1e-5));
        Evidence.Golden("L = 3, ε = 0.1, tanh: raw τ", other / Drive("tanh", 3), Relative(1e-5));
        Evidence.Above("L = 3, ε = 0.1: raw τ of GELU over that of tanh", raw / (other / Drive("tanh", 3)), 1);
        Evidence.Below("the same of κτ", rescaled / other, 1);

        static double Ratio(string phi, string psi, Func<string, int, double> of) => of(psi, 4) / of(phi, 4);
        static double Slope(string phi) => Activations.Find(phi).Slope!.Value;
    }

    [Check(Tier.Standard)]
    public void The_start_of_the_parameters_approaches_the_master_curve()
    {
        var activation = EscapeSetting.Resolve(Phi);
        var drive = EscapeSetting.Drive(activation, Depth);
        double[] scales = [Eps, Eps / 2, Eps / 4, Eps / 8];
        var run = new EscapeRun { Threshold = Threshold, Horizon = 1e30 };
        var times = BalancedTimes(activation, Depth, run, scales);
        double[] master = [.. scales.Select(eps => EscapeQuadrature.BalancedTime(Depth, eps, 1, Threshold))];
        Approaches(
            "ε, ε/2, ε/4, ε/8: κτ over the master curve",
            Quotients([.. times.Select(time => drive * time)], master, Depth),
            1
        );
    }

    private static IEnumerable<(int Depth, double[] Scales)> Grid =>
        [(2, [0.01]), (3, [0.1, 0.01]), (4, [0.1, 0.01, 0.003]), (5, [0.01])];

    private void SpreadFalls(int depth, double[] scales, double[][] rescaled)
    {
        var all = Spreads(rescaled, scales.Length);
        // Linear, tanh, erf and the sine are the odd ones.
        var odd = Spreads(rescaled[..4], scales.Length);
        var falls = all.Zip(all.Skip(1), (large, small) => large - small);
        var oddFalls = odd.Zip(odd.Skip(1), (large, small) => large - small);
        Evidence.Trend(
            $"L = {depth}: max/min − 1 of κτ falls with ε, all and odd activations",
            [.. falls, .. oddFalls],
            2 * (scales.Length - 1)
        );
    }

    private static double[] Spreads(double[][] rescaled, int count) =>
        [.. Enumerable.Range(0, count).Select(i => rescaled.Max(row => row[i]) / rescaled.Min(row => row[i]) - 1)];

    private double[] Rescaled(string phi, int depth, double[] scales) =>
        [.. BalancedTimes(Activations.Find(phi), depth, Reference, scales).Select(time => Drive(phi, depth) * time)];

    private static double Master(int depth, double eps) =>
        EscapeQuadrature.BalancedTime(depth, eps, 1, ReferenceThreshold);

    private static double Drive(string phi, int depth) => EscapeSetting.Drive(Activations.Find(phi), depth);

    private static double Mu1(string phi, int depth) => ActivationConstants.Of(Activations.Find(phi)).Mu1;
}
