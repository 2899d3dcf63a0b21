using Dlnx.Flatness;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/eq-25-26",
    "Instantiations of h",
    Kind = ClaimKind.Definition,
    Source = "eqs. (25), (26)",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Corrected,
    Statement = """
        The higher-order curvature moment $h_t > 0$ is instantiated by (25) the even remainder, over directions $u$ near the
        leading eigenvector,
        $$L(\theta + ru) + L(\theta - ru) - 2L(\theta) - r^2u^\top Hu = \tfrac{r^4}{12}D^4L[u] + O(r^6),$$
        and by (26) its finite differences, $12[\dots]/r^4$ or $[L_2 - 4L_1 + 6L_0 - 4L_{-1} + L_{-2}]/r^4$.
        """,
    Corrected = """
        Both tend to $D^4L[u]$ with an error of order $r^2$. They are not positive in general: positivity has to be assumed, or
        absolute values taken.
        """,
    Explanation = """
        The fourth derivative of the logistic loss at 0 is $-\tfrac18$, that of $\ln\cosh$ at $0.2$ is $-1.697$: ordinary convex
        losses have negative even remainders, so $x_t = \ln h_t$ is not defined there.
        """
)]
public sealed class CurvatureMoments : ClaimSpec
{
    [Parameter("f", Description = "the function")]
    public QuarticProbeKind Kind { get; set; } = QuarticProbeKind.Cosh;

    [Parameter("x", Min = -20, Max = 20, Description = "where")]
    public double Place { get; set; } = 0.5;

    [Parameter("r", Min = 1e-2, Max = 1, Description = "r, radius of the differences")]
    public double Radius { get; set; } = 0.1;

    [Check]
    public void Both_forms_tend_to_the_fourth_derivative_with_order_two()
    {
        var cases =
            from kind in Gen.Elements(QuarticProbeKind.Cosh, QuarticProbeKind.Logistic, QuarticProbeKind.Logcosh)
            from x in Draw.Between(0.3, 1)
            let probe = new Probe(kind.Function(), x)
            // Elsewhere the term r⁴D⁸ is as large as r²D⁶ at these radii.
            where Math.Abs(probe.Sixth(x)) > 0.1 + (0.05 * Math.Abs(probe.Eighth(x)))
            select probe;
        Evidence
            .ForAll(
                "error of the even remainder at r = 0.1 over that at 0.05",
                cases.ToArbitrary(),
                c => Math.Abs((c.RemainderError(0.1) / c.RemainderError(0.05)) - 4),
                Absolute(0.2)
            )
            .Rejects("2: first order", c => Math.Abs((c.RemainderError(0.1) / c.RemainderError(0.05)) - 2))
            .Rejects("prefactor 24 instead of 12", c => Math.Abs((c.DoubledError(0.1) / c.DoubledError(0.05)) - 4));
        Evidence
            .ForAll(
                "error of the five-point form at r = 0.1 over that at 0.05",
                cases.ToArbitrary(),
                c => Math.Abs((c.FivePointError(0.1) / c.FivePointError(0.05)) - 4),
                Absolute(0.2)
            )
            .Rejects("2: first order", c => Math.Abs((c.FivePointError(0.1) / c.FivePointError(0.05)) - 2));
    }

    [Check]
    public void On_the_product_network_the_remainder_is_exact()
    {
        var cases =
            from first in Draw.Between(-1.5, 1.5)
            from second in Draw.Between(-1.5, 1.5)
            from target in Draw.Between(-1, 1)
            from angle in Draw.Between(0, Math.PI)
            select new DirectionCase(FactorPair.At(new SquaredLoss(target), first, second), target, angle);
        // ½(θ₁θ₂ − z*)² along u is a quartic polynomial with D⁴L[u] = 12u₁²u₂².
        Evidence
            .ForAll(
                "even remainder along u over r⁴/12, r = 0.3, is 12u₁²u₂²",
                cases.ToArbitrary(),
                c => Math.Abs(c.Remainder(0.3) - c.FourthDerivative()),
                Absolute(1e-10)
            )
            .Rejects("prefactor 1/24", c => Math.Abs((2 * c.Remainder(0.3)) - c.FourthDerivative()));
    }

    [Check]
    public void At_the_function_and_place_set()
    {
        var probe = new Probe(Kind.Function(), Place);
        // The next terms of the expansions are r²/30·D⁶ and r²/6·D⁶; D⁶ varies over the width of the differences.
        var curve = Enumerable.Range(-20, 41).Max(i => Math.Abs(probe.Sixth(Place + (i * Radius / 10))));
        var rounding = 200 * 2.3e-16 * (1 + Math.Abs(probe.Function.Value(Place))) / Math.Pow(Radius, 4);
        var bound = (Radius * Radius / 6 * curve * 1.1) + rounding;
        Evidence.AtMost("error of the even remainder", Math.Abs(probe.RemainderError(Radius)), bound);
        Evidence.AtMost("error of the five-point form", Math.Abs(probe.FivePointError(Radius)), bound);
    }

    [Check]
    public void The_reference_values()
    {
        var cosh = new CoshLoss();
        Evidence.Golden("D⁴ cosh at 0.5", cosh.FourthDerivative(0.5), Absolute(1e-8));
        Evidence.Golden("even remainder of cosh, r = 0.1", new Probe(cosh, 0.5).Remainder(0.1), Absolute(1e-8));
        Evidence.Golden("even remainder of cosh, r = 0.05", new Probe(cosh, 0.5).Remainder(0.05), Absolute(1e-8));
        Evidence.Golden("five-point form of cosh, r = 0.1", new Probe(cosh, 0.5).FivePoint(0.1), Absolute(1e-8));
        Evidence.Golden("five-point form of cosh, r = 0.05", new Probe(cosh, 0.5).FivePoint(0.05), Absolute(1e-8));
        var quartic = new PowerLoss(4, 4);
        Evidence
            .Agrees(
                "both forms for x⁴ at 0.5, r = 0.1",
                [new Probe(quartic, 0.5).Remainder(0.1), new Probe(quartic, 0.5).FivePoint(0.1)],
                [24, 24],
                Absolute(1e-9)
            )
            .Rejects("prefactor 24 instead of 12", 48, 48);
    }

    [Check(Role = Role.Counterexample)]
    public void It_is_negative_for_ordinary_losses()
    {
        var (logistic, logCosh) = (new BinaryCrossEntropy(0), new LogCoshLoss());
        Evidence.Golden(
            "five-point form of the logistic loss at 0, r = 0.1",
            new Probe(logistic, 0).FivePoint(0.1),
            Absolute(1e-8)
        );
        Evidence.Golden("D⁴ ln cosh at 0.2", logCosh.FourthDerivative(0.2), Absolute(1e-8));
        Evidence
            .Agrees(
                "even remainders at r = 0.01: logistic at 0, ln cosh at 0.2",
                [new Probe(logistic, 0).Remainder(0.01), new Probe(logCosh, 0.2).Remainder(0.01)],
                [-0.125, logCosh.FourthDerivative(0.2)],
                Absolute(1e-3)
            )
            .Rejects("their absolute values", 0.125, -logCosh.FourthDerivative(0.2));
        double[] xs = [.. Enumerable.Range(-120, 241).Select(i => i / 40.0)];
        var coarse = xs.Where((_, i) => i % 6 == 0).ToArray();
        Figure("Fourth derivatives of convex losses", Axis.Linear("x"), Axis.Linear("D⁴L"))
            .Line("ln cosh", xs, [.. xs.Select(logCosh.FourthDerivative)])
            .Line("logistic", xs, [.. xs.Select(logistic.FourthDerivative)])
            .Points(
                "ln cosh, five-point form, r = 0.1",
                coarse,
                [.. coarse.Select(x => new Probe(logCosh, x).FivePoint(0.1))]
            )
            .Points(
                "logistic, five-point form, r = 0.1",
                coarse,
                [.. coarse.Select(x => new Probe(logistic, x).FivePoint(0.1))]
            )
            .Level("0", 0);
    }

    private sealed record Probe(ScalarLoss Function, double Place)
    {
        private double Exact => Function.FourthDerivative(Place);

        public double Remainder(double r) =>
            HigherOrderCurvature.EvenRemainder(Function.Value, Function.Curvature(Place), Place, r);

        public double FivePoint(double r) => HigherOrderCurvature.FivePoint(Function.Value, Place, r);

        public double RemainderError(double r) => Remainder(r) - Exact;

        public double DoubledError(double r) => (2 * Remainder(r)) - Exact;

        public double FivePointError(double r) => FivePoint(r) - Exact;

        // Only to size the errors: D⁶ and D⁸ by differences of D⁴.
        public double Sixth(double x) => SecondDifference(Function.FourthDerivative, x);

        public double Eighth(double x) => SecondDifference(Sixth, x);

        private static double SecondDifference(Func<double, double> f, double x)
        {
            const double h = 0.03;
            return (f(x + h) - (2 * f(x)) + f(x - h)) / (h * h);
        }
    }

    // The product network along θ + tu, u = (cos, sin) of an angle.
    private sealed record DirectionCase(FactorPair Point, double Target, double Angle)
    {
        public double FourthDerivative() => 12 * Math.Pow(Math.Cos(Angle) * Math.Sin(Angle), 2);

        public double Remainder(double r)
        {
            var (loss, h, x, y) = (new SquaredLoss(Target), Point.Hessian, Math.Cos(Angle), Math.Sin(Angle));
            double Along(double t) => loss.Value((Point.First + (t * x)) * (Point.Second + (t * y)));
            var curvature = (h.XX * x * x) + (2 * h.XY * x * y) + (h.YY * y * y);
            return HigherOrderCurvature.EvenRemainder(Along, curvature, 0, r);
        }
    }
}
