using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/eq-R2",
    "Closed form of the alignment ratio",
    Kind = ClaimKind.Equation,
    Source = "Sec. 4.1.2, App. E.2.1",
    Provenance = Provenance.Reconstructed,
    Aliases = ["D/E2-sign"],
    DependsOn = ["D/hess-2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For a Hessian $(a, b; b, d)$ with $b \ne 0$ the slopes $r = v^{(1)}/v^{(2)}$ of its eigenvectors solve
        $br^2 - (a-d)r - b = 0$; the two roots are $-1/$each other. For the leading eigenvector of the product of two
        parameters, with $\ell'' > 0$ and $\ell' + \ell''z \ne 0$,
        $$R_2 = |r| = \kappa + \sqrt{\kappa^2 + 1}, \qquad
          \kappa = \frac{\ell''|\theta_2^2 - \theta_1^2|}{2|\ell' + \ell''\theta_1\theta_2|}.$$
        $R_2$, the component on the sharper axis over that on the flatter one, increases in $\kappa$ from $1$, where
        $|\theta_1| = |\theta_2|$. Reversing the sign of $(a-d)/b$ gives $1/r$, so only $|a-d|/|b|$ matters. The angle to the
        sharper axis is $\varphi = \tfrac12\,\mathrm{atan2}(1, \kappa)$, and $\tan\varphi = 1/R_2$.
        """
)]
public sealed class AlignmentRatio : ClaimSpec
{
    private const int Draws = 20_000;

    [Parameter("theta1", Min = -1e6, Max = 1e6, Description = "θ₁")]
    public double First { get; set; } = 0.5;

    [Parameter("theta2", Min = -1e6, Max = 1e6, Description = "θ₂")]
    public double Second { get; set; } = 2;

    [Parameter("lp", Min = -1e6, Max = 1e6, Description = "ℓ′(z)")]
    public double Slope { get; set; } = 0.3;

    [Parameter("lpp", Above = 0, Max = 1e6, Description = "ℓ″(z)")]
    public double Curvature { get; set; } = 1;

    [Check]
    public void It_is_the_ratio_of_the_components_of_the_leading_eigenvector()
    {
        var points = RandomPoints().Where(point => point.AlignmentRatio < 1e7).ToArray();
        double[] ratios = [.. points.Select(Ratio)];
        Evidence
            .Agrees(
                "|v₁/v₂| at 20000 points over three decades",
                ratios,
                [.. points.Select(point => point.AlignmentRatio)],
                Relative(1e-9)
            )
            .Rejects("κ without the ½", [.. points.Select(point => Closed(2 * point.Kappa))])
            .Rejects("κ without ℓ′", [.. points.Select(point => (point with { Slope = 0 }).AlignmentRatio)])
            .Rejects("κ + √(κ² − 1)", [.. points.Select(p => p.Kappa + Math.Sqrt((p.Kappa * p.Kappa) - 1))]);
        Evidence
            .Agrees(
                "angle of the eigenvector to the sharper axis",
                [.. ratios.Select(ratio => Math.Atan(1 / ratio))],
                [.. points.Select(point => point.Angle)],
                Absolute(1e-12)
            )
            .Rejects("atan2(1, κ), twice the angle", [.. points.Select(point => 2 * point.Angle)]);
        Evidence.Agrees(
            "tan φ · R₂",
            [.. points.Select(point => Math.Tan(point.Angle) * point.AlignmentRatio)],
            [.. points.Select(_ => 1.0)],
            Absolute(1e-12)
        );
    }

    [Check]
    public void A_common_factor_of_the_derivatives_changes_nothing()
    {
        var stream = new RandomStream(StreamSeed(1));
        var points = RandomPoints().ToArray();
        var scaled = points.Select(point =>
        {
            var factor = Math.Pow(10, stream.NextUniform(-3, 3));
            return point with { Slope = factor * point.Slope, Curvature = factor * point.Curvature };
        });
        Evidence
            .Agrees(
                "κ with ℓ′ and ℓ″ multiplied by a common factor",
                [.. scaled.Select(point => point.Kappa)],
                [.. points.Select(point => point.Kappa)],
                Relative(1e-9)
            )
            .Rejects(
                "κ with ℓ″ alone multiplied by 2",
                [.. points.Select(point => (point with { Curvature = 2 * point.Curvature }).Kappa)]
            );
    }

    [Check]
    public void Reversing_a_sign_takes_the_reciprocal()
    {
        var points = RandomPoints().Where(point => point.AlignmentRatio < 1e5).Take(2000).ToArray();
        double[] slopes = [.. points.Select(SignedSlope)];
        // Exchanging the parameters exchanges a and d; the roots of the quadratic are −1/each other.
        Evidence
            .Agrees(
                "v₁/v₂ with the two parameters exchanged",
                [.. points.Select(point => SignedSlope(point with { First = point.Second, Second = point.First }))],
                [.. slopes.Select(r => 1 / r)],
                Relative(1e-9)
            )
            .Rejects("unchanged", slopes);
        Evidence
            .Agrees(
                "v₁/v₂ with θ₁ and ℓ′ reversed, which reverses b",
                [.. points.Select(point => SignedSlope(point with { First = -point.First, Slope = -point.Slope }))],
                [.. slopes.Select(r => -r)],
                Relative(1e-9)
            )
            .Rejects("reciprocal", [.. slopes.Select(r => 1 / r)]);
        Evidence.Agrees(
            "br² − (a − d)r − b at v₁/v₂, relative to its largest term",
            [.. points.Select((point, i) => Residual(point, slopes[i]))],
            new double[points.Length],
            Absolute(1e-9)
        );
    }

    [Check]
    public void It_increases_with_kappa_from_one()
    {
        double[] kappas = [0, .. Enumerable.Range(0, 81).Select(i => Math.Pow(10, -2 + (0.05 * i)))];
        // θ = (θ₁, 1), ℓ″ = 1 and ℓ′ = 0 have κ = (1 − θ₁²)/(2θ₁), so θ₁ = √(κ² + 1) − κ.
        var points = kappas.Select(kappa => new FactorPair(1 / Closed(kappa), 1, 0, 1)).ToArray();
        double[] measured = [.. points.Select(Ratio)];
        Figure("Alignment of the leading eigenvector", Axis.Log("κ"), Axis.Log("R₂"))
            .Line("κ + √(κ² + 1)", kappas[1..], [.. kappas[1..].Select(Closed)])
            .Points("eigenvectors", kappas[1..], measured[1..])
            .Level("|θ₁| = |θ₂|", 1);
        Evidence.Matches(
            "neighbours at which |v₁/v₂| does not increase",
            measured.Zip(measured.Skip(1)).Count(pair => pair.Second <= pair.First),
            0
        );
        Evidence
            .Agrees("|v₁/v₂|, all κ of the figure", measured, [.. kappas.Select(Closed)], Relative(1e-9))
            .Rejects("κ + √(κ² − 1)", [.. kappas.Select(kappa => kappa + Math.Sqrt((kappa * kappa) - 1))]);
    }

    [Check]
    public void At_three_reference_points_and_the_one_set()
    {
        Reference("(0.5, 2), ℓ′ = 0.3, ℓ″ = 1", new(0.5, 2, 0.3, 1));
        Reference("(−0.25, 1.5), ℓ′ = 0.7, ℓ″ = 2", new(-0.25, 1.5, 0.7, 2));
        Reference("(0.6, 1.2), ℓ′ = −0.28, ℓ″ = 1", new(0.6, 1.2, -0.28, 1));
        var own = new FactorPair(First, Second, Slope, Curvature);
        if (!(own.AlignmentRatio < 1e7))
            Skip("The Hessian is diagonal, or nearly: R₂ is infinite and the eigenvectors are the axes.");
        Evidence
            .Agrees("|v₁/v₂| at the parameters set", Ratio(own), own.AlignmentRatio, Relative(1e-9))
            .Rejects("its reciprocal and a half", 0.5 / own.AlignmentRatio);
    }

    private void Reference(string name, FactorPair point)
    {
        Evidence.Golden($"κ at {name}", point.Kappa, Relative(1e-13));
        Evidence.Golden($"R₂ at {name}", point.AlignmentRatio, Relative(1e-13));
    }

    private IEnumerable<FactorPair> RandomPoints()
    {
        var stream = new RandomStream(StreamSeed());
        double Signed() => Math.CopySign(Positive(), stream.NextDouble() - 0.5);
        double Positive() => Math.Pow(10, stream.NextUniform(-1.5, 1.5));
        for (var i = 0; i < Draws; i++)
            yield return new(Signed(), Signed(), Signed(), Positive());
    }

    private static double Closed(double kappa) => kappa + Math.Sqrt((kappa * kappa) + 1);

    private static double Ratio(FactorPair point)
    {
        var slope = Math.Abs(SignedSlope(point));
        return Math.Abs(point.First) <= Math.Abs(point.Second) ? slope : 1 / slope;
    }

    private static double SignedSlope(FactorPair point)
    {
        var h = point.Hessian;
        var leading = Factorizations.SymmetricEigen(new Matrix(2, 2, [h.XX, h.XY, h.XY, h.YY])).Vectors.Column(0);
        return leading[0] / leading[1];
    }

    private static double Residual(FactorPair point, double r)
    {
        var h = point.Hessian;
        var (square, linear) = (h.XY * r * r, (h.XX - h.YY) * r);
        var largest = Math.Max(Math.Abs(square), Math.Max(Math.Abs(linear), Math.Abs(h.XY)));
        return (square - linear - h.XY) / largest;
    }
}
