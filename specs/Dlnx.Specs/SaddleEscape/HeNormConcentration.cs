using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/conc-He",
    "Operator-norm concentration",
    Kind = ClaimKind.Remark,
    Source = "End of Appendix D",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        A square layer of width $m$ with independent entries $N(0, 2/m)$ has
        $\|W\|_{op} \le \sqrt2\,(2 + t)$ with probability $1 - e^{-\Omega(m)}$; $\|W\|_{op} \to 2\sqrt2$ as $m\to\infty$.
        """
)]
public sealed class HeNormConcentration : ClaimSpec
{
    private const double Limit = 2 * 1.4142135623730951;

    [Parameter(Min = 8, Max = 512, Description = "m")]
    public int Width { get; set; } = 64;

    [Parameter(Min = 20, Max = 2000, Description = "independent layers of each width")]
    public int Draws { get; set; } = 200;

    [Check(Tier.Standard)]
    public void The_mean_norm_approaches_the_limit_from_below()
    {
        var means = new List<double>();
        foreach (var m in new[] { 32, 64, 128 })
            means.Add(Norms(m, 200).Average());
        Evidence
            .Agrees("mean ‖W‖ at m = 64 and 128", means.ToArray().AsSpan(1), [Limit, Limit], Relative(0.05))
            .Rejects("limit 2, as for entries of variance 1/m", 2, 2)
            .Rejects("limit √2", Math.Sqrt(2), Math.Sqrt(2));
        Evidence.Trend("the mean rises with m", [means[1] - means[0], means[2] - means[1]], 2);
        // Statistical tolerances: the accepted means are of 200 draws too, whose standard error is about 0.9 m^(−2/3)/√200·√2.
        Evidence.Golden("mean at m=32", means[0], Absolute(0.045));
        Evidence.Golden("mean at m=64", means[1], Absolute(0.03));
        Evidence.Golden("mean at m=128", means[2], Absolute(0.02));
    }

    [Check]
    public void Large_norms_are_exponentially_rare()
    {
        const double t = 0.5;
        var norms = Norms(Width, Draws);
        double ShareAbove(double norm) => norms.Count(drawn => drawn > norm) / (double)Draws;
        // Davidson and Szarek: P(σ₁ > √(2/m)(2√m + x)) ≤ e^{−x²/2}, here with x = t√m; three standard errors on top.
        var bound = Math.Exp(-0.5 * t * t * Width);
        var agreement = Evidence.Agrees(
            $"share of layers of width {Width} with ‖W‖ > √2(2 + {t})",
            ShareAbove(Math.Sqrt(2) * (2 + t)),
            0,
            Absolute(bound + (3 * Math.Sqrt(bound / Draws)))
        );
        // Of narrow layers the bound says little.
        if (bound < 0.1)
            agreement.Rejects($"‖W‖ > 2 + {t} is as rare", ShareAbove(2 + t));
    }

    private List<double> Norms(int width, int draws)
    {
        var stream = new RandomStream(StreamSeed(width));
        var norms = new List<double>(draws);
        for (var i = 0; i < draws; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            norms.Add(OperatorNorm.Of(Math.Sqrt(2.0 / width) * RandomMatrices.Gaussian(width, width, stream)));
        }
        return norms;
    }
}
