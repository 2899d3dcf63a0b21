using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-23",
    "P(α) has a unique maximum",
    Kind = ClaimKind.Figure,
    Source = "Fig. 23",
    DependsOn = ["B/lem-5"],
    Verdict = Verdict.Confirmed,
    Statement = """
        $P(\alpha)$, with $\frac{d\ln\Psi}{d\alpha} = P(\alpha)\alpha^3$, rises to one maximum $2g(L)\sigma^{-4/L}$ at
        $\alpha_{crit}$ and falls beyond it ($L = 3, 4, 6$, $\sigma = 10$).
        """
)]
public sealed class GrowthPeak : ClaimSpec
{
    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 10;

    [Parameter(Min = 2, Max = 50, Description = "L, drawn and checked beside 3, 4 and 6")]
    public int Depth { get; set; } = 3;

    [Check]
    public void P_rises_to_its_only_maximum_and_falls()
    {
        var figure = Figure("Growth of the GFS sharpness", Axis.Linear("α/α_crit"), Axis.Linear("P/P_max"));
        foreach (var L in new[] { Depth, 3, 4, 6 }.Where(L => L > 2).Distinct())
        {
            var (peak, height) = (StartGrowth.Peak(L, Sigma), StartGrowth.PeakGrowth(L, Sigma));
            double[] alphas = [.. Enumerable.Range(1, 3000).Select(i => peak * i / 1000)];
            double[] values = [.. alphas.Select(alpha => UnbalancedMinimum.From(L, Sigma, alpha).Growth)];
            var best = Array.IndexOf(values, values.Max());
            Evidence
                .Agrees($"L = {L}: argmax of P over α_crit", alphas[best] / peak, 1, Absolute(1e-3))
                .Rejects("σ^(1/L)", Math.Pow(Sigma, 1.0 / L) / peak);
            Evidence
                .Agrees($"L = {L}: largest P", values[best], height, Relative(1e-6))
                .Rejects("g(L)σ^(−4/L)", height / 2);
            var turns = Enumerable.Range(1, values.Length - 1).Count(i => values[i] > values[i - 1] != (i <= best));
            Evidence.Matches($"L = {L}: places where P does not rise before and fall after it", turns, 0);
            var shown = Enumerable.Range(0, 100).Select(i => 30 * i).ToArray();
            figure.Points(
                $"L = {L}",
                [.. shown.Select(i => alphas[i] / peak)],
                [.. shown.Select(i => values[i] / height)]
            );
        }
        figure.Rule("α_crit", 1).Level("2g(L)σ^(−4/L)", 1);
    }

    [Check]
    public void At_depth_two_it_falls_from_the_start()
    {
        var scale = Math.Sqrt(Sigma);
        double[] values =
        [
            .. Enumerable.Range(0, 300).Select(i => UnbalancedMinimum.From(2, Sigma, scale * i / 100).Growth),
        ];
        Evidence.Agrees("P(0)σ²", values[0] * Sigma * Sigma, 0.5, Relative(1e-12)).Rejects("g(2) = 1/4", 0.25);
        // The first differences are of the order (α/σ^(1/2))⁴ and drown in rounding.
        Evidence.Matches(
            "rises of P from α = 0.1σ^(1/2) on",
            values.Skip(10).Zip(values.Skip(11)).Count(p => p.Second >= p.First),
            0
        );
    }

    [Check]
    public void P_is_the_slope_of_ln_Psi()
    {
        var alpha = Depth == 2 ? Math.Sqrt(Sigma) : StartGrowth.Peak(Depth, Sigma);
        const double h = 1e-4;
        double LogPsi(double at) => Math.Log(UnbalancedMinimum.From(Depth, Sigma, at).Sharpness);
        var slope = (LogPsi(alpha * (1 + h)) - LogPsi(alpha * (1 - h))) / (2 * h * Math.Pow(alpha, 4));
        Evidence
            .Agrees(
                "d ln Ψ/dα/α³ by differences at α_crit",
                slope,
                UnbalancedMinimum.From(Depth, Sigma, alpha).Growth,
                Relative(1e-6)
            )
            .Rejects("half of it", UnbalancedMinimum.From(Depth, Sigma, alpha).Growth / 2);
    }
}
