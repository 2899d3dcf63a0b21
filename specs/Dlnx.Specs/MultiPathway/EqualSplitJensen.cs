using Dlnx.Linear;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/thm-C.2",
    "Equal split minimises mode sharpness (appendix form)",
    Kind = ClaimKind.Theorem,
    Source = "Theorem C.2, eqs. (41)-(43)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-4.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        $s \mapsto s^{2-2/L}$ is convex on $s \ge 0$ for $L \ge 2$ and strictly convex for $L > 2$, so by Jensen's inequality the
        equal split minimises $\lambda = L\sum_p s_p^{2-2/L}$ under $\sum_p s_p = \sigma$. Quantitatively
        $$\lambda - \lambda^{\mathrm{min}} \ge \tfrac12 L\big(2-\tfrac2L\big)\big(1-\tfrac2L\big)\sigma^{-2/L}\,
          \big\|s - \tfrac{\sigma}{P}\mathbf 1\big\|^2 .$$
        """
)]
public sealed class EqualSplitJensen : ClaimSpec
{
    [Parameter("L", Min = 2, Max = 1000, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("P", Min = 1, Max = 1000, Description = "P")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Check]
    public void The_gap_to_the_minimum_grows_with_the_distance_from_the_equal_split()
    {
        Evidence
            .ForAll(
                "shortfall of λ − λ^min below the quadratic bound, over λ; L = 2…12, P ≤ 8, σ in [.05, 20]",
                SplitCase.Dirichlet(2).ToArbitrary(),
                c => Shortfall(c, c.Lambda - c.Minimum, c.Sigma),
                Absolute(1e-12)
            )
            .Rejects("the concave exponent 1 − 1/L", c => Shortfall(c, ConcaveGap(c), c.Sigma))
            .Rejects("(σ/P)^(−2/L), the curvature at the equal split, everywhere", FromTheEqualSplit);
    }

    [Check]
    public void At_the_given_setting_too()
    {
        double[] concentrations = [0.1, 1, 10];
        var (worst, concave) = (0.0, 0.0);
        for (var i = 0; i < 300; i++)
        {
            var split = new SplitCase(Depth, Pathways, Sigma, concentrations[i % 3], StreamSeed(i));
            worst = Math.Max(worst, Shortfall(split, split.Lambda - split.Minimum, Sigma));
            concave = Math.Max(concave, Shortfall(split, ConcaveGap(split), Sigma));
        }
        var agreement = Evidence.Agrees(
            "largest relative shortfall of 300 Dirichlet splits",
            worst,
            0,
            Absolute(1e-12)
        );
        if (Pathways > 1)
            agreement.Rejects("the concave exponent 1 − 1/L", concave);
    }

    [Check]
    public void The_exponent_is_strictly_convex_from_depth_three_on()
    {
        for (var L = 2; L <= 12; L++)
        {
            double[] ratios = [.. Enumerable.Range(1, 199).Select(i => ChordRatio(L, i / 200.0))];
            if (L == 2)
                Evidence.Agrees(
                    "L = 2: chord over [0, 2x] by s^(2−2/L), at its middle",
                    ratios.Max(),
                    1,
                    Absolute(1e-15)
                );
            else
                Evidence.Above(
                    $"L = {L}: least ratio of a chord over [0, 2x] to s^(2−2/L), at its middle",
                    ratios.Min(),
                    1
                );
        }
    }

    private static double Shortfall(SplitCase c, double gap, double scale)
    {
        var x = 2.0 / c.Depth;
        var bound = 0.5 * c.Depth * (2 - x) * (1 - x) * Math.Pow(scale, -x) * c.SquaredDistance;
        return Math.Max(0, bound - gap) / c.Lambda;
    }

    private static double FromTheEqualSplit(SplitCase c) => Shortfall(c, c.Lambda - c.Minimum, c.Sigma / c.Pathways);

    private static double ConcaveGap(SplitCase c)
    {
        var exponent = 1 - (1.0 / c.Depth);
        var equal = c.Pathways * Math.Pow(c.Sigma / c.Pathways, exponent);
        return c.Depth * (c.Split.Sum(s => Math.Pow(s, exponent)) - equal);
    }

    // ½(0 + (2x)^a)/x^a at a = 2 − 2/L, the exponent of λ.
    private static double ChordRatio(int depth, double x) =>
        0.5 * PathwaySharpness.Single(depth, 2 * x) / PathwaySharpness.Single(depth, x);
}
