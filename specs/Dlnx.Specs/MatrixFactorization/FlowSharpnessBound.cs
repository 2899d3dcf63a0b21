using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-22",
    "Ψ(α) and its bound",
    Kind = ClaimKind.Figure,
    Source = "Fig. 22",
    DependsOn = ["B/lem-5"],
    Verdict = Verdict.Confirmed,
    Statement = """
        $\Psi(\alpha)$ for $L = 3$, $\sigma = 10$ lies below its exponential bounds with $g(L)$ and with $L^2 2^{2(L-1)/L}$; the growth
        is described as near exponential.
        """,
    Explanation = """
        The bounds hold, with equality at $\alpha = 0$. “Near exponential growth” describes the bound, not $\Psi$:
        $d\ln\Psi/d\ln\alpha = P\alpha^4 \to 2(L-1)$, so $\Psi$ grows like the power $\alpha^{2(L-1)}$.
        """
)]
public sealed class FlowSharpnessBound : ClaimSpec
{
    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 10;

    [Parameter(Min = 2, Max = 50, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("alphaMax", Above = 0, Max = 1e3, Description = "largest α drawn")]
    public double LargestAlpha { get; set; } = 2.5;

    [Check]
    public void Psi_lies_below_both_bounds()
    {
        double[] alphas = [.. Enumerable.Range(0, 101).Select(i => LargestAlpha * i / 100)];
        double[] psi = [.. alphas.Select(alpha => UnbalancedMinimum.From(Depth, Sigma, alpha).Sharpness)];
        var (tight, crude) = (Bounds(alphas, StartGrowth.Tight(Depth)), Bounds(alphas, StartGrowth.Crude(Depth)));
        var top = 1e6 * psi[0];
        var shown = alphas.Where((_, i) => crude[i] < top).ToArray();
        Figure("GFS sharpness of the unbalanced start", Axis.Linear("α"), Axis.Log("Ψ(α)"))
            .Points("Ψ(α)", alphas, psi)
            .Line("bound with g(L)", [.. alphas.Where((_, i) => tight[i] < top)], [.. tight.Where(b => b < top)])
            .Line("bound with L²2^(2(L−1)/L)", shown, [.. crude.Where(b => b < top)])
            .Level("S = Lσ^(2−2/L)", psi[0]);
        var excess = psi.Select((value, i) => Math.Max(value / tight[i], value / crude[i])).Max();
        Evidence.AtMost("largest Ψ over a bound", excess, 1 + 1e-12);
        Evidence
            .Agrees("Ψ(0)", psi[0], StepChoice.Sharpness(Depth, Sigma), Relative(1e-12))
            .Rejects("σ^(2−2/L), without L", StepChoice.Sharpness(Depth, Sigma) / Depth);
        Evidence.AtLeast("smallest Ψ(α + δ)/Ψ(α) of neighbours", psi.Zip(psi.Skip(1), (a, b) => b / a).Min(), 1);
        foreach (var alpha in new[] { 0.1, 0.3, 0.5, 1.0 })
            Evidence.Golden(
                $"crude bound at α={alpha}",
                StartGrowth.Bound(3, 10, alpha, StartGrowth.Crude(3)),
                Absolute(1e-9)
            );
    }

    [Check]
    public void The_exponent_of_the_bound_has_its_half()
    {
        // At α_crit the derivative of the bound's logarithm equals that of ln Ψ; the bound is tight in this sense.
        if (Depth == 2)
            Skip("For L = 2 the derivatives touch at α = 0 only, where both vanish.");
        var alpha = StartGrowth.Peak(Depth, Sigma);
        const double h = 1e-4;
        var measured = Math.Log(Psi(alpha * (1 + h)) / Psi(alpha * (1 - h))) / (2 * h);
        var exponent = StartGrowth.Tight(Depth) * Math.Pow(alpha, 4) * Math.Pow(Sigma, -4.0 / Depth);
        Evidence
            .Agrees(
                "d ln Ψ/d ln α at α_crit, by differences, against that of the bound",
                measured,
                2 * exponent,
                Relative(1e-6)
            )
            .Rejects("the exponent without ½", 4 * exponent);
    }

    [Check]
    public void Psi_itself_grows_like_a_power()
    {
        var far = 100 * Math.Pow(Sigma, 1.0 / Depth);
        const double h = 1e-3;
        double LogLogSlope(double alpha) => Math.Log(Psi(alpha * (1 + h)) / Psi(alpha * (1 - h))) / (2 * h);
        Evidence
            .Agrees("d ln Ψ/d ln α at α = 100σ^(1/L)", LogLogSlope(far), 2 * (Depth - 1), Absolute(1e-3))
            .Rejects("exponential growth: the slope doubles with α", 2 * LogLogSlope(far / 2));
    }

    private double[] Bounds(double[] alphas, double growth) =>
        [.. alphas.Select(alpha => StartGrowth.Bound(Depth, Sigma, alpha, growth))];

    private double Psi(double alpha) => UnbalancedMinimum.From(Depth, Sigma, alpha).Sharpness;
}
