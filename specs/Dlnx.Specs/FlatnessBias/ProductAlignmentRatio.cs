using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E4-ratio",
    "Alignment ratio for general n",
    Kind = ClaimKind.Proposition,
    Source = "App. E.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E4-hessian", "D/eq-R2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $s$ and $l$ be the parameters of smallest and largest magnitude and $g(\theta) = \lambda\theta + \alpha/\theta$,
        which for $\alpha > 0$ falls up to $\theta_c = \sqrt{\alpha/\lambda}$ and grows beyond it. The leading eigenvector has
        $$R_n = \Big|\frac{v_s}{v_l}\Big| = \Big|\frac{g(\theta_l)}{g(\theta_s)}\Big|
          = \Big|\frac{\lambda\theta_s^2\rho + \alpha/\rho}{\lambda\theta_s^2 + \alpha}\Big|, \qquad \theta_l = \rho\theta_s.$$
        For $\ell'' > 0$, $R_n \ge 1$ with equality iff $|\theta_s| = |\theta_l|$; for $n = 2$ it is $R_2 =
        \kappa + \sqrt{\kappa^2 + 1}$. It grows when $\theta_s$ shrinks and $\theta_l$ grows at the same product.
        """,
    Explanation = """
        The paper differentiates at fixed $\lambda$ and $\alpha$; the last sentence is checked with $\lambda$ recomputed, for
        $\beta > 0$. $R_n \ge 1$ for $\beta > 0$ follows by exchange: all $v_i\theta_i$ have one sign, and giving the larger of
        two entries to the smaller parameter increases the Rayleigh quotient.
        """
)]
public sealed class ProductAlignmentRatio : ProductSpec
{
    private const int FastDraws = 4000;
    private const int Draws = 20_000;

    private static readonly double[] Stretches = [1, 1.1, 1.3, 1.7];

    [Check]
    public void It_is_the_ratio_of_the_eigenvector()
    {
        Evidence
            .ForAll(
                "|R_n/|g(θ_l)/g(θ_s)| − 1|",
                ProductCase.Any().ToArbitrary(),
                drawn =>
                    Resolved(drawn.Point) ? Math.Abs((drawn.Point.PredictedRatio / drawn.Point.AlignmentRatio) - 1) : 0,
                Absolute(1e-9)
            )
            .Rejects("|θ_l/θ_s|", drawn => Math.Abs((ScaleRatio(drawn.Point) / drawn.Point.AlignmentRatio) - 1))
            .Rejects(
                "|g(θ_s)/g(θ_l)|",
                drawn => Math.Abs((1 / drawn.Point.PredictedRatio / drawn.Point.AlignmentRatio) - 1)
            );
    }

    [Check]
    public void It_is_the_ratio_at_the_point_set()
    {
        var point = RequireGap();
        if (!Resolved(point))
            Skip($"R_n = {point.AlignmentRatio:G3}: an entry that small is not resolved; choose closer scales.");
        var rho = ScaleRatio(point);
        var square = point.Leading.Value * point.Theta[point.Sharpest] * point.Theta[point.Sharpest];
        var inRho = Math.Abs(((square * rho) + (point.Alpha / rho)) / (square + point.Alpha));
        var agreement = Evidence.Agrees(
            "R_n by g and by ρ",
            [point.AlignmentRatio, point.AlignmentRatio],
            [point.PredictedRatio, inRho],
            Relative(1e-9)
        );
        if (Math.Abs((rho / point.AlignmentRatio) - 1) > 1e-6)
            agreement.Rejects("ρ", rho, rho);
        if (point.AlignmentRatio > 1 + 1e-6)
            agreement.Rejects("|g(θ_s)/g(θ_l)|", 1 / point.PredictedRatio, 1 / inRho);
    }

    [Check]
    public void It_is_at_least_one()
    {
        RequireAtLeastOne(FastDraws);
        var level = new ProductPoint([1.3, -1.3, 1.3], new LossSlopes(-0.2, 1));
        Evidence
            .Agrees("R_n for equal magnitudes", level.AlignmentRatio, 1, Absolute(1e-12))
            .Rejects("√3", Math.Sqrt(3));
    }

    [Check(Tier.Standard)]
    public void It_is_at_least_one_in_20000_draws() => RequireAtLeastOne(Draws);

    [Check]
    public void It_grows_with_the_spread_at_fixed_product() => RequireGrowth(1000);

    [Check(Tier.Standard)]
    public void It_grows_with_the_spread_in_5000_draws() => RequireGrowth(5000);

    [Check]
    public void Two_parameters_give_the_closed_form() =>
        Evidence
            .ForAll(
                "|R_n/R₂ − 1|, n = 2",
                ProductCase.Any().Select(Pair).ToArbitrary(),
                drawn => drawn.HasGap ? Math.Abs((drawn.Point.AlignmentRatio / PairOf(drawn).AlignmentRatio) - 1) : 0,
                Absolute(1e-10)
            )
            .Rejects("κ", drawn => Math.Abs((drawn.Point.AlignmentRatio / PairOf(drawn).Kappa) - 1));

    [Check]
    public void Its_weight_turns_at_the_critical_scale() =>
        Evidence
            .ForAll(
                "wrong slopes of g on 40 points between θ_c/50 and 50θ_c",
                ProductCase.WithPositiveBeta().Where(drawn => Math.Abs(drawn.Point.Alpha) > 1e-6).ToArbitrary(),
                drawn => WrongSlopes(drawn.Point, 1),
                Absolute(0)
            )
            .Rejects("θ_c = 2√(α/λ)", drawn => WrongSlopes(drawn.Point, 2));

    private void RequireGrowth(int draws)
    {
        var (tried, growing) = (0, 0);
        var stream = new RandomStream(StreamSeed());
        foreach (var drawn in ProductCase.Samples(stream, draws).Where(drawn => drawn.Point.Beta > 0))
        {
            var ratios = Stretches.Select(t => Stretched(drawn, t).AlignmentRatio).ToArray();
            tried++;
            growing += ratios.Zip(ratios.Skip(1)).All(pair => pair.Second > pair.First) ? 1 : 0;
        }
        Evidence
            .Matches($"products with R_n growing over t = 1, 1.1, 1.3, 1.7, of {tried}", growing, tried)
            .Rejects("R_n depends on z, ℓ′ and ℓ″ only", 0);
    }

    private void RequireAtLeastOne(int draws)
    {
        var points = ProductCase
            .Samples(new RandomStream(StreamSeed()), draws)
            .Where(drawn => drawn.HasGap && drawn.Point.Leading.Value > 0)
            .Select(drawn => drawn.Point)
            .ToArray();
        Evidence
            .Matches($"R_n < 1 − 1e-9, of {points.Length} draws", points.Count(point => Below(point.AlignmentRatio)), 0)
            .Rejects("R_n = |g(θ_s)/g(θ_l)|", points.Count(point => Below(1 / point.AlignmentRatio)));
        Evidence.AtLeast("draws with β < 0 among them", points.Count(point => point.Beta < 0), 100);
    }

    // Steps of g whose sign is not that of θ − θ_c; for α < 0 there is no θ_c and g only grows. The step 20 goes over √(|α|/λ).
    private static double WrongSlopes(ProductPoint point, double factor)
    {
        var turn = Math.Sqrt(Math.Abs(point.Alpha) / point.Leading.Value);
        double[] grid = [.. Enumerable.Range(0, 40).Select(k => turn * Math.Pow(50, ((k + 0.5) / 20) - 1))];
        double[] values = [.. grid.Select(x => point.Weight(point.Leading.Value, x))];
        var critical = point.Alpha > 0 ? factor * turn : 0;
        return Enumerable
            .Range(1, 39)
            .Count(k => k != 20 && (values[k] > values[k - 1]) != (Math.Sqrt(grid[k] * grid[k - 1]) > critical));
    }

    private static bool Resolved(ProductPoint point) =>
        point.Leading.RelativeGap > 1e-6 && point.AlignmentRatio is > 1e-5 and < 1e5;

    private static bool Below(double ratio) => ratio < 1 - 1e-9;

    private static double ScaleRatio(ProductPoint point) =>
        Math.Abs(point.Theta[point.Flattest] / point.Theta[point.Sharpest]);

    private static ProductCase Pair(ProductCase drawn) => new(drawn.Theta[..2], drawn.Slopes);

    private static FactorPair PairOf(ProductCase drawn) =>
        new(drawn.Theta[0], drawn.Theta[1], drawn.Slopes.First, drawn.Slopes.Second);

    private static ProductPoint Stretched(ProductCase drawn, double stretch)
    {
        var theta = drawn.Theta.ToArray();
        theta[drawn.Point.Sharpest] /= stretch;
        theta[drawn.Point.Flattest] *= stretch;
        return new(theta, drawn.Slopes);
    }
}
