using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/loss-derivs",
    "MSE, BCE, multiclass CE",
    Kind = ClaimKind.Remark,
    Source = "Sec. 4.1.2, table",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Corrected,
    Statement = """
        Squared loss $\tfrac12(z - z^*)^2$: $\ell' = z - z^*$, $\ell'' = 1$. Binary cross-entropy with label $y$:
        $\ell' = \sigma(z) - y$, $\ell'' = \sigma(z)(1 - \sigma(z))$. Cross-entropy of several classes along logits $a + zu$,
        $p = \mathrm{softmax}(a + zu)$: $\ell' = E_p[u] - u_y$, $\ell'' = \mathrm{Var}_p(u)$, zero iff $u$ is constant. All of
        them have a unique finite minimiser $z^*$.
        """,
    Corrected = """
        The derivatives are right. Binary cross-entropy has a finite minimiser, $z^* = \mathrm{logit}\,y$, only for soft labels
        $0 < y < 1$; for $y \in \{0, 1\}$ the loss decreases towards $\mp\infty$ without end.
        """,
    Explanation = """
        With a hard label $\ell' = \sigma(z) - y$ has one sign everywhere, so the standing hypothesis of Sec. 4 excludes ordinary
        classification; gradient descent then moves outwards like $\ln t$.
        """
)]
public sealed class LossDerivatives : ClaimSpec
{
    [Parameter("z", Min = -500, Max = 500, Description = "output of the network")]
    public double Output { get; set; } = 0.3;

    [Parameter("y", Min = 0, Max = 1, Description = "label of the binary cross-entropy")]
    public double Label { get; set; } = 0.8;

    [Parameter("a", Min = -100, Max = 100, Description = "logits at z = 0, one per class")]
    public double[] Logits { get; set; } = [0.2, -0.5, 1, 0.3];

    [Parameter("u", Min = -100, Max = 100, Description = "direction of the logits, as many")]
    public double[] Direction { get; set; } = [1, -2, 0.5, 0];

    [Parameter("label", Min = 0, Description = "true class, from 0")]
    public int Class { get; set; } = 2;

    public override void Validate()
    {
        if (Logits.Length < 2 || Direction.Length != Logits.Length)
            throw new ParameterException(
                "u",
                $"has {Direction.Length} entries for {Logits.Length} logits; give as many, two or more."
            );
        if (Class >= Logits.Length)
            throw new ParameterException("label", $"is {Class}; the {Logits.Length} classes are numbered from 0.");
    }

    [Check]
    public void Binary_derivatives_match_differences()
    {
        var cases = from z in Draw.Between(-6, 6) from label in Draw.Between(0, 1) select new LabelledPlace(label, z);
        Evidence
            .ForAll(
                "ℓ′ = σ(z) − y by differences of ℓ",
                cases.ToArbitrary(),
                c => c.Place().SlopeDefect(Sigmoid(c.Z) - c.Label),
                Absolute(1e-7)
            )
            .Rejects("σ(z) + y", c => c.Place().SlopeDefect(Sigmoid(c.Z) + c.Label));
        Evidence
            .ForAll(
                "ℓ″ = σ(z)(1 − σ(z)) by differences of ℓ′",
                cases.ToArbitrary(),
                c => c.Place().CurvatureDefect(Sigmoid(c.Z) * Sigmoid(-c.Z)),
                Absolute(1e-7)
            )
            .Rejects("σ(z)", c => c.Place().CurvatureDefect(Sigmoid(c.Z)));
        var own = new Place(new BinaryCrossEntropy(Label), Output);
        Evidence.AtMost("defect of ℓ′ at the parameters set", own.SlopeDefect(own.Loss.Slope(Output)), 1e-7);
        Evidence.AtMost("defect of ℓ″ at the parameters set", own.CurvatureDefect(own.Loss.Curvature(Output)), 1e-7);
    }

    [Check]
    public void Squared_derivatives_match_differences()
    {
        var cases =
            from z in Draw.Between(-3, 3)
            from target in Draw.Between(-3, 3)
            select new Place(new SquaredLoss(target), z);
        Evidence
            .ForAll("ℓ′ = z − z*", cases.ToArbitrary(), c => c.SlopeDefect(c.Loss.Slope(c.Z)), Absolute(1e-7))
            .Rejects("2(z − z*), without the ½", c => c.SlopeDefect(2 * c.Loss.Slope(c.Z)));
        Evidence
            .ForAll("ℓ″ = 1", cases.ToArbitrary(), c => c.CurvatureDefect(1), Absolute(1e-7))
            .Rejects("2, without the ½", c => c.CurvatureDefect(2));
    }

    [Check]
    public void Derivatives_for_several_classes_are_a_mean_and_a_variance()
    {
        var cases =
            from seed in Draw.Seed()
            from classes in Draw.Integer(2, 6)
            from z in Draw.Between(-2, 2)
            select ClassCase.Random(seed, classes, z);
        Evidence
            .ForAll(
                "ℓ′ = E_p[u] − u_y by differences of ℓ",
                cases.ToArbitrary(),
                c => c.Place().SlopeDefect(c.Mean() - c.Direction[c.Label]),
                Absolute(1e-7)
            )
            .Rejects("E_p[u]", c => c.Place().SlopeDefect(c.Mean()));
        Evidence
            .ForAll(
                "ℓ″ = Var_p(u) by differences of ℓ′",
                cases.ToArbitrary(),
                c => c.Place().CurvatureDefect(c.Variance()),
                Absolute(1e-7)
            )
            .Rejects("the unweighted variance of u", c => c.Place().CurvatureDefect(c.PlainVariance()));
        var own = new ClassCase(Logits, Direction, Class, Output);
        Evidence.AtMost(
            "defect of ℓ′ at the parameters set",
            own.Place().SlopeDefect(own.Mean() - Direction[Class]),
            1e-7
        );
        Evidence.AtMost("defect of ℓ″ at the parameters set", own.Place().CurvatureDefect(own.Variance()), 1e-7);
    }

    [Check]
    public void The_variance_vanishes_only_for_constant_directions()
    {
        var cases =
            from seed in Draw.Seed()
            from classes in Draw.Integer(2, 6)
            select ClassCase.Random(seed, classes, 0.5);
        Evidence
            .ForAll(
                "ℓ″ > 0 for random u",
                cases.ToArbitrary(),
                c => c.Place().Loss.Curvature(c.Place().Z) > 0 ? 0 : 1,
                Absolute(0)
            )
            .Rejects(
                "for constant u as well",
                c => new CrossEntropyLine(c.Logits, Constant(c), c.Label).Curvature(0.5) > 0 ? 0 : 1
            );
        Evidence.ForAll(
            "ℓ″ = 0 for constant u",
            cases.ToArbitrary(),
            c => new CrossEntropyLine(c.Logits, Constant(c), c.Label).Curvature(0.5),
            Absolute(1e-30)
        );
    }

    [Check]
    public void The_reference_values()
    {
        var first = new BinaryCrossEntropy(0.8);
        Evidence.Golden("ℓ′, z = 0.3, y = 0.8", first.Slope(0.3), Absolute(1e-14));
        Evidence.Golden("ℓ″, z = 0.3, y = 0.8", first.Curvature(0.3), Absolute(1e-14));
        var second = new BinaryCrossEntropy(0.25);
        Evidence.Golden("ℓ′, z = −1.2, y = 0.25", second.Slope(-1.2), Absolute(1e-14));
        Evidence.Golden("ℓ″, z = −1.2, y = 0.25", second.Curvature(-1.2), Absolute(1e-14));
        var classes = new CrossEntropyLine([0.2, -0.5, 1, 0.3], [1, -2, 0.5, 0], 2);
        Evidence.Golden("ℓ′ of four classes, z = 0.4", classes.Slope(0.4), Absolute(1e-12));
        Evidence.Golden("ℓ″ of four classes, z = 0.4", classes.Curvature(0.4), Absolute(1e-12));
        Evidence
            .Agrees("ℓ″, z = 0.3", first.Curvature(0.3), Sigmoid(0.3) * Sigmoid(-0.3), Relative(1e-14))
            .Rejects("σ(z)", Sigmoid(0.3));
    }

    [Check]
    public void A_soft_label_has_its_logit_as_minimiser()
    {
        var cases = Draw.Between(0.001, 0.999);
        double Found(double label)
        {
            var loss = new BinaryCrossEntropy(label);
            return loss.WhereSlopeIs(0) ?? double.NaN;
        }
        Evidence
            .ForAll(
                "where ℓ′ changes sign",
                cases.ToArbitrary(),
                y => Math.Abs(Found(y) - Math.Log(y / (1 - y))),
                Absolute(1e-10)
            )
            .Rejects("y", y => Math.Abs(Found(y) - y));
    }

    [Check(Role = Role.Counterexample)]
    public void A_hard_label_has_no_minimiser()
    {
        double[] zs = [.. Enumerable.Range(-300, 601).Select(i => i / 10.0)];
        var (one, zero) = (new BinaryCrossEntropy(1), new BinaryCrossEntropy(0));
        Evidence.Below("largest ℓ′ on [−30, 30], y = 1", zs.Max(one.Slope), 0);
        Evidence.Above("smallest ℓ′ on [−30, 30], y = 0", zs.Min(zero.Slope), 0);
        Evidence
            .Matches("finite minimiser for y = 0, 1", new[] { zero.Minimiser, one.Minimiser }, [null, null])
            .Rejects("there always is one", [0.0, 0.0]);
        var z = 0.0;
        for (var t = 0; t < 20_000; t++)
            z -= one.Slope(z);
        // dz/dt = 1 − σ(z) = 1/(1 + e^z) gives z + e^z = t + 1.
        Evidence
            .Agrees("z after 20000 steps with y = 1, η = 1", z, Math.Log(20_000), Relative(1e-3))
            .Rejects("0: it settles", 0);
        double[] soft = [.. zs.Select(new BinaryCrossEntropy(0.8).Slope)];
        Figure("Slope of the binary cross-entropy", Axis.Linear("z"), Axis.Linear("ℓ′"))
            .Line("y = 1", zs[200..401], [.. zs[200..401].Select(one.Slope)])
            .Line("y = 0.8", zs[200..401], soft[200..401])
            .Line("y = 0", zs[200..401], [.. zs[200..401].Select(zero.Slope)])
            .Rule("logit 0.8", Math.Log(4))
            .Level("0", 0);
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double[] Constant(ClassCase c) => [.. c.Direction.Select(_ => 0.75)];

    private sealed record LabelledPlace(double Label, double Z)
    {
        public Place Place() => new(new BinaryCrossEntropy(Label), Z);
    }

    private sealed record Place(ScalarLoss Loss, double Z)
    {
        public double SlopeDefect(double slope) => Defect(Difference(Loss.Value), slope);

        public double CurvatureDefect(double curvature) => Defect(Difference(Loss.Slope), curvature);

        // Relative, down to the rounding of the differences.
        private double Defect(double measured, double claimed) =>
            Math.Abs(measured - claimed) / Math.Max(Math.Abs(measured), 1e-4 * (1 + Math.Abs(Loss.Value(Z))));

        // The five-point difference; its error is of order h⁴.
        private double Difference(Func<double, double> f)
        {
            const double h = 1e-3;
            return (8 * (f(Z + h) - f(Z - h)) - (f(Z + (2 * h)) - f(Z - (2 * h)))) / (12 * h);
        }
    }

    private sealed record ClassCase(double[] Logits, double[] Direction, int Label, double Z)
    {
        public Place Place() => new(new CrossEntropyLine(Logits, Direction, Label), Z);

        public double Mean() => Expectation(u => u);

        public double Variance() => Expectation(u => (u - Mean()) * (u - Mean()));

        public double PlainVariance() => Direction.Average(u => u * u) - (Direction.Average() * Direction.Average());

        public static ClassCase Random(ulong seed, int classes, double z)
        {
            var stream = new RandomStream(seed);
            var (logits, direction) = (new double[classes], new double[classes]);
            stream.FillNormal(logits);
            stream.FillNormal(direction);
            return new(logits, direction, stream.NextInt32(0, classes), z);
        }

        private double Expectation(Func<double, double> f)
        {
            var largest = Logits.Zip(Direction, (a, u) => a + (Z * u)).Max();
            double[] weights = [.. Logits.Zip(Direction, (a, u) => Math.Exp(a + (Z * u) - largest))];
            return weights.Zip(Direction, (w, u) => w * f(u)).Sum() / weights.Sum();
        }
    }
}
