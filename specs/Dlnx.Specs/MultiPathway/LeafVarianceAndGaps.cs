using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-57",
    "Leaf variance and gap",
    Kind = ClaimKind.Lemma,
    Source = "eqs. (56)-(57)",
    DependsOn = ["A/prop-E.3"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $V = \frac1P\sum_p \xi_p^2$ be the leaf variance. Near balance
        $$\mathrm{Var}_p(r) = \frac{r_*^{2L-2}}{(L-2)^2}\,V\,(1 + O(\|\xi\|)), \qquad
          \mathrm{Var}_p(s) = \Big(\frac{L}{L-2}\Big)^2 r_*^{4L-4}\,V\,(1 + O(\|\xi\|)).$$
        """,
    Readings = ["The gap G is the variance of the layer scales r, or that of the end-to-end values s: both hold."],
    Explanation = "Both follow from $dr/dy = -r^{L-1}/(L-2)$. The text does not show which of the two is called the gap."
)]
public sealed class LeafVarianceAndGaps : ClaimSpec
{
    [Parameter("L", Min = 3, Max = 12, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 8, Description = "P, pathways")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e3, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter(Min = 1e-7, Max = 1e-2, Description = "‖ξ‖ in units of y_*, before pairing")]
    public double Spread { get; set; } = 1e-5;

    [Check]
    public void Both_gaps_are_proportional_to_the_leaf_variance()
    {
        var ratios = Ratios(new(Depth, Pathways, Sigma), Symmetric(Pathways), Spread);
        Evidence.Agrees(
            "Var(r) and Var(s) over the predictions, ξ symmetric",
            ratios,
            [1, 1],
            Absolute(Allowed(Spread))
        );

        var cases =
            from depth in Draw.Integer(3, 12)
            from pathways in Draw.Integer(2, 8)
            from sigma in Draw.LogBetween(0.1, 10)
            select new GapCase(depth, pathways, sigma);
        GapOfScales(cases.ToArbitrary());
        GapOfCoefficients(cases.ToArbitrary());
    }

    private void GapOfScales(Arbitrary<GapCase> cases)
    {
        double With(GapCase c, int exponent, double factor)
        {
            var balanced = new BalancedPoint(c.Depth, c.Pathways, c.Sigma);
            return Defect(c, 0, factor * Math.Pow(balanced.Scale, exponent) / balanced.ScaleGapPerVariance);
        }
        Evidence
            .ForAll("Var(r)/V at a relative spread of 1e-5", cases, c => Defect(c, 0, 1), Absolute(Allowed(1e-5)))
            .Rejects("exponent 2L − 4", c => With(c, (2 * c.Depth) - 4, 1 / Squared(c.Depth - 2)))
            .Rejects("1/(L − 2), not squared", c => With(c, (2 * c.Depth) - 2, 1.0 / (c.Depth - 2)));
    }

    private void GapOfCoefficients(Arbitrary<GapCase> cases)
    {
        double With(GapCase c, int exponent, double factor)
        {
            var balanced = new BalancedPoint(c.Depth, c.Pathways, c.Sigma);
            return Defect(c, 1, factor * Math.Pow(balanced.Scale, exponent) / balanced.CoefficientGapPerVariance);
        }
        Evidence
            .ForAll("Var(s)/V at a relative spread of 1e-5", cases, c => Defect(c, 1, 1), Absolute(Allowed(1e-5)))
            .Rejects("L/(L − 2), not squared", c => With(c, (4 * c.Depth) - 4, c.Depth / (c.Depth - 2.0)))
            .Rejects("exponent 2L − 4", c => With(c, (2 * c.Depth) - 4, Squared(c.Depth / (c.Depth - 2.0))));
    }

    [Check]
    public void For_other_deviations_the_error_is_of_first_order()
    {
        var cases =
            from depth in Draw.Integer(3, 12)
            from pathways in Draw.Integer(3, 8)
            from seed in Draw.Seed()
            select new DirectionCase(depth, pathways, seed);
        FirstOrder("Var(r)", index: 0, cases.ToArbitrary());
        FirstOrder("Var(s)", index: 1, cases.ToArbitrary());
    }

    private void FirstOrder(string name, int index, Arbitrary<DirectionCase> cases)
    {
        double Defect(DirectionCase c, double ratio) =>
            Math.Abs(Error(c, index, 2e-4) - (ratio * Error(c, index, 1e-4))) / 1e-4;
        Evidence
            .ForAll(
                $"{name}: halving the spread halves the deviation from 1, relative to the spread",
                cases,
                c => Defect(c, 2),
                Absolute(0.02)
            )
            .Rejects("an error of second order", c => Defect(c, 4));
    }

    // Second order in the spread, and rounding of the gaps, which are a spread apart.
    private static double Allowed(double spread) => Math.Max(1e-8, (10 * spread * spread) + (1e-14 / spread));

    private static double Defect(GapCase c, int index, double factor)
    {
        var balanced = new BalancedPoint(c.Depth, c.Pathways, c.Sigma);
        return Math.Abs((Ratios(balanced, Symmetric(c.Pathways), 1e-5)[index] / factor) - 1);
    }

    private static double Error(DirectionCase c, int index, double spread)
    {
        var direction = new double[c.Pathways];
        new RandomStream(c.Seed).FillNormal(direction);
        var mean = direction.Average();
        var length = Math.Sqrt(direction.Sum(x => Squared(x - mean)));
        double[] unit = [.. direction.Select(x => (x - mean) / length)];
        return Ratios(new(c.Depth, c.Pathways, 1), unit, spread)[index] - 1;
    }

    // Measured over predicted gap, for r and for s.
    private static double[] Ratios(BalancedPoint balanced, double[] direction, double spread)
    {
        double[] r =
        [
            .. direction.Select(side =>
                LeafCoordinates.Scale(balanced.Depth, balanced.Coordinate * (1 + (spread * side)))
            ),
        ];
        var mode = PathwayMode.Homogeneous(balanced.Depth, balanced.Target, r);
        var variance = LeafCoordinates.Variance(mode);
        double[] s = [.. Enumerable.Range(0, r.Length).Select(mode.Coefficient)];
        return
        [
            Variance(r) / (balanced.ScaleGapPerVariance * variance),
            Variance(s) / (balanced.CoefficientGapPerVariance * variance),
        ];
    }

    private static double[] Symmetric(int pathways) =>
        [.. Enumerable.Range(0, pathways).Select(p => p == pathways - 1 && p % 2 == 0 ? 0.0 : 1 - (2 * (p % 2)))];

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(x => Squared(x - mean));
    }

    private static double Squared(double x) => x * x;

    private sealed record GapCase(int Depth, int Pathways, double Sigma);

    private sealed record DirectionCase(int Depth, int Pathways, ulong Seed);
}
