using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/thm-4.2",
    "Sharpness reduction via parallelism",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 4.2, eqs. (14)-(16); Theorem C.2, (41)-(43); Theorem D.2, (50)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-4.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $P$ pathways of depth $L > 2$ share a mode, $\sum_p s_p = \sigma$, $s_p \ge 0$. Its sharpness
        $\lambda = L\sum_p s_p^{2-2/L}$ is smallest at the equal split $s_p = \sigma/P$ and nowhere else, and largest when one
        pathway carries everything:
        $$\lambda^{\mathrm{min}} = L\sigma^{2-2/L}P^{-(1-2/L)}, \qquad \lambda^{sp} = L\sigma^{2-2/L}, \qquad
          \frac{\lambda^{\mathrm{min}}}{\lambda^{sp}} = P^{2/L-1}.$$
        The factor decreases strictly in $P$ (for $L > 2$) and in $L$ (for $P > 1$).
        """,
    Explanation = """
        The bound also holds over signed $s$ with $|s|^{2-2/L}$. For $L = 2$ every non-negative split has $\lambda = 2\sigma$, and
        for $L = 1$ the sharpness is $P$: parallelism then has no preference.
        """
)]
public sealed partial class SharpnessReduction : ClaimSpec
{
    // Adding n numbers of one sign loses about n units of rounding at worst.
    private double Slack => 1e-12 * Math.Max(1, Pathways / 1000.0);

    [Parameter("L", Min = 1, Max = 1000, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("P", Min = 1, Max = 1_000_000, Description = "P")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Check]
    public void Every_split_lies_between_the_equal_and_the_single_one()
    {
        Evidence
            .ForAll(
                "λ^min ≤ λ ≤ λ^sp, L = 2…12, P ≤ 8, σ in [.05, 20]: relative violation",
                SplitCase.Dirichlet(2).ToArbitrary(),
                c => Violation(c.Lambda, c.Minimum, c.Single),
                Absolute(1e-12)
            )
            .Rejects("λ^min = λ^sp/P^(1/L): not a lower bound", c => Violation(c.Lambda, Slow(c), c.Single));
        Evidence.ForAll(
            "signed splits with |s|^(2−2/L): relative violation of the lower bound",
            SplitCase.Dirichlet(2).ToArbitrary(),
            c => Math.Max(0, 1 - (c.SignedLambda() / c.Minimum)),
            Absolute(1e-12)
        );
    }

    [Check]
    public void At_the_given_setting_too()
    {
        if (Depth < 2)
            Skip("At depth 1 the sharpness is P for every split; that is checked below.");
        var (single, minimum) = (
            PathwaySharpness.Single(Depth, Sigma),
            PathwaySharpness.Minimum(Depth, Sigma, Pathways)
        );
        var stream = new RandomStream(StreamSeed());
        var worst = 0.0;
        for (var i = 0; i < Math.Clamp(200_000 / Pathways, 1, 300); i++)
        {
            double[] concentrations = [0.1, 1, 10];
            var shares = RandomShares.Dirichlet(Pathways, concentrations[i % 3], stream);
            var lambda = SplitCase.LambdaOf(Depth, Array.ConvertAll(shares, share => share * Sigma));
            worst = Math.Max(worst, Violation(lambda, minimum, single));
        }
        Evidence.AtMost("largest violation of λ^min ≤ λ ≤ λ^sp by Dirichlet splits", worst, Slack);
        var equal = SplitCase.LambdaOf(Depth, [.. Enumerable.Repeat(Sigma / Pathways, Pathways)]);
        var agreement = Evidence.Agrees(
            "λ at the equal split over λ^sp",
            equal / single,
            minimum / single,
            Relative(Slack)
        );
        if (Pathways == 1)
            return;
        agreement.Rejects("P^(−(1−1/L))", Math.Pow(Pathways, (1.0 / Depth) - 1));
        // At L = 2 the factor is 1, and 1/P is the nearest wrong power all the same.
        agreement.Rejects("P^(−1)", 1.0 / Pathways);
        agreement.Rejects("equal split of Σ r_p instead of Σ s_p: P^(3−2L)", Math.Pow(Pathways, 3 - (2.0 * Depth)));
    }

    [Check]
    public void A_blind_minimiser_finds_the_equal_split()
    {
        foreach (var (L, P, sigma) in new[] { (3, 2, 1.0), (3, 4, 0.3), (4, 3, 5.0), (6, 4, 2.0), (12, 3, 1.0) })
        {
            var found = SimplexMinimum.Find(s => SplitCase.LambdaOf(L, s), P, sigma);
            Evidence
                .Agrees(
                    $"L = {L}, P = {P}, σ = {sigma}: least λ found from its values alone",
                    SplitCase.LambdaOf(L, found),
                    PathwaySharpness.Minimum(L, sigma, P),
                    Relative(1e-12)
                )
                .Rejects("λ^sp P^(−1)", PathwaySharpness.Single(L, sigma) / P)
                .Rejects("λ^sp P^(−(1−1/L))", PathwaySharpness.Single(L, sigma) * Math.Pow(P, (1.0 / L) - 1));
            // A minimiser is found to the square root of the rounding of the minimum.
            Evidence.Agrees(
                $"L = {L}, P = {P}, σ = {sigma}: where",
                found,
                [.. Enumerable.Repeat(sigma / P, P)],
                Absolute(1e-6 * sigma)
            );
        }
    }

    [Check]
    public void The_factor_decreases_in_P_and_in_L()
    {
        var (inP, inL) = (0.0, 0.0);
        for (var L = 3; L <= 64; L++)
        {
            for (var P = 2; P <= 64; P++)
            {
                var factor = PathwaySharpness.ReductionFactor(L, P);
                inP = Math.Max(inP, PathwaySharpness.ReductionFactor(L, P + 1) / factor);
                inL = Math.Max(inL, PathwaySharpness.ReductionFactor(L + 1, P) / factor);
            }
        }
        Evidence.Below("largest factor(P + 1)/factor(P), P = 2…64, L = 3…64", inP, 1);
        Evidence.Below("largest factor(L + 1)/factor(L), P = 2…64, L = 3…64", inL, 1);
        foreach (var (L, P) in new[] { (3, 2), (4, 2), (4, 4) })
            Evidence.Golden($"factor at P={P}, L={L}", PathwaySharpness.ReductionFactor(L, P), Absolute(1e-14));
    }

    [Check]
    public void Depths_one_and_two_have_no_preference()
    {
        Evidence
            .ForAll(
                "L = 2: λ/(2σ) − 1",
                SplitCase.Dirichlet(2).Select(c => c with { Depth = 2 }).ToArbitrary(),
                c => Math.Abs((SplitCase.LambdaOf(2, c.Split) / (2 * c.Sigma)) - 1),
                Absolute(1e-12)
            )
            .Rejects("the next exponent, 2 − 2/3", c => Math.Abs((SplitCase.LambdaOf(3, c.Split) / (3 * c.Sigma)) - 1));
        Evidence
            .ForAll(
                "L = 1: λ − P",
                SplitCase.Dirichlet(2).ToArbitrary(),
                c => Math.Abs(SplitCase.LambdaOf(1, c.Split) - c.Pathways),
                Absolute(0)
            )
            .Rejects("λ = σ", c => Math.Abs(c.Sigma - c.Pathways));
    }

    [Check]
    public void The_equal_split_is_a_strict_minimum()
    {
        var cases = SplitCase.Dirichlet(3, fewestPathways: 2).ToArbitrary();
        Evidence
            .ForAll(
                "second difference of λ along a tangent of the simplex over L(2−2/L)(1−2/L)(σ/P)^(−2/L), minus 1",
                cases,
                c => Math.Abs((SecondDifference(c) / TangentCurvature(c)) - 1),
                Absolute(1e-5)
            )
            .Rejects(
                "without the factor 1 − 2/L",
                c => Math.Abs((SecondDifference(c) * (1 - (2.0 / c.Depth)) / TangentCurvature(c)) - 1)
            )
            .Rejects("zero: a flat direction", _ => 1);
    }

    private static double Violation(double lambda, double minimum, double single) =>
        Math.Max(0, Math.Max(1 - (lambda / minimum), (lambda / single) - 1));

    private static double Slow(SplitCase c) => c.Single * Math.Pow(c.Pathways, -1.0 / c.Depth);

    private static double TangentCurvature(SplitCase c)
    {
        var x = 2.0 / c.Depth;
        return c.Depth * (2 - x) * (1 - x) * Math.Pow(c.Sigma / c.Pathways, -x);
    }

    private static double SecondDifference(SplitCase c)
    {
        var share = c.Sigma / c.Pathways;
        var stream = new RandomStream(c.Seed);
        double[] normal = [.. Enumerable.Range(0, c.Pathways).Select(_ => stream.NextNormal())];
        double[] tangent = [.. normal.Select(x => x - normal.Average())];
        var length = Math.Sqrt(tangent.Sum(x => x * x));
        var h = 1e-3 * share;
        double At(double by) => SplitCase.LambdaOf(c.Depth, [.. tangent.Select(x => share + (by * x / length))]);
        return (At(h) - (2 * At(0)) + At(-h)) / (h * h);
    }
}
