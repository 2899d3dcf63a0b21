using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E3-polarity",
    "Polarity as worded in the outline of the extensions",
    Kind = ClaimKind.Remark,
    Source = "App. E.3, items 1 and 3",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/regimes", "D/E4-polarity"],
    Verdict = Verdict.Refuted,
    Statement = """
        Sharper parameters receive more of the leading eigenvector's weight **above** the stability threshold and less below it:
        near the boundary the weight shifts to weaker parameters, above it back to sharper ones.
        """,
    Readings = [
        "The threshold is 2/λ_max, the Gauss–Newton edge or that of the pair: the sign is reversed under all three.",
    ],
    Explanation = """
        The outline has the sign of Sec. 4.1.2 reversed, and the main text is right at $z^* = 0$: below the edge the eigenvector
        turns to the sharper parameter, above it away. From $(0.2, 1)$ a step with $\eta = 1.5$ multiplies $\kappa$ by 1.936, one
        with $\eta = 2.2$ by 0.737; from $(0.2, 0.8, 1)$ the logarithm of $R_3$ changes by $+1.075$ at $\eta = 2$ and by $-0.179$
        at $\eta = 3.4$.
        """
)]
public sealed class OutlinePolarity : ClaimSpec
{
    private static readonly SquaredLoss Loss = new();
    private static readonly double[] Reference = [0.2, 0.8, 1];

    [Parameter("theta", Min = -1e3, Max = 1e3, Description = "θ, two to eight non-zero parameters")]
    public double[] Theta { get; set; } = [0.2, 0.8, 1];

    [Parameter("eta", Above = 0, Max = 1e6, Description = "η, learning rate")]
    public double LearningRate { get; set; } = 2;

    public override void Validate()
    {
        if (Theta.Length is < 2 or > 8)
            throw new ParameterException("theta", $"has {Theta.Length} entries; give two to eight.");
        if (Theta.Any(x => Math.Abs(x) < 1e-3))
            throw new ParameterException(
                "theta",
                $"has the entry {Theta.MinBy(Math.Abs):R}; sizes go from 0.001 to 1000."
            );
    }

    [Check(Role = Role.Counterexample)]
    public void With_two_parameters_the_signs_are_reversed()
    {
        var point = FactorPair.At(Loss, 0.2, 1);
        double Ratio(double eta) => point.Step(Loss, eta).Kappa / point.Kappa;
        Evidence.Golden("κ₁/κ₀ from (0.2, 1) at η = 1.5", Ratio(1.5), Relative(1e-8));
        Evidence.Golden("κ₁/κ₀ from (0.2, 1) at η = 2.2", Ratio(2.2), Relative(1e-8));
        Evidence
            .Matches(
                "sign of κ₁ − κ₀ at η = 1.5 (below) and 2.2 (above)",
                new[] { Math.Sign(Ratio(1.5) - 1), Math.Sign(Ratio(2.2) - 1) },
                [1, -1]
            )
            .Rejects("the outline", [-1, 1]);
    }

    [Check(Role = Role.Counterexample)]
    public void With_three_parameters_the_signs_are_reversed()
    {
        var (below, above) = (new ProductRotation(Reference, Loss, 2), new ProductRotation(Reference, Loss, 3.4));
        Evidence.Golden("ln(R⁺/R) from (0.2, 0.8, 1) at η = 2", below.LogRatio, Relative(1e-8));
        Evidence.Golden("ln(R⁺/R) from (0.2, 0.8, 1) at η = 3.4", above.LogRatio, Relative(1e-8));
        double[] edges = [below.TwoOverSharpness, below.TwoOverGaussNewton, below.TwoOverPair];
        Evidence.Matches("edges above 2 and below 3.4, of 3", edges.Count(edge => edge is > 2 and < 3.4), 3);
        Evidence
            .Matches(
                "sign of ln(R⁺/R) at η = 2 (below) and 3.4 (above)",
                new[] { Math.Sign(below.LogRatio), Math.Sign(above.LogRatio) },
                [1, -1]
            )
            .Rejects("the outline", [-1, 1]);
    }

    [Check(Role = Role.Counterexample)]
    public void At_random_points_the_outline_is_never_right()
    {
        const int draws = 20_000;
        var steps = PairStep.Draw(
            new RandomStream(StreamSeed()),
            draws,
            targetSpread: 0,
            point => Math.Min(3 / point.SquaredNorm, 1 / Math.Abs(point.Product))
        );
        var (outline, text) = (0, 0);
        foreach (var step in steps)
        {
            var stable = step.Rate * step.Point.SquaredNorm < 2;
            text += step.Grows == stable ? 1 : 0;
            outline += step.Grows != stable ? 1 : 0;
        }
        Evidence
            .Matches(
                "of 20000 steps, those that turn as the main text and as the outline say",
                new[] { text, outline },
                [draws, 0]
            )
            .Rejects("the outline", [0, draws]);
    }

    [Check(Role = Role.Counterexample)]
    public void So_it_is_at_the_point_set()
    {
        var order = new ProductRotation(Theta, Loss, 0).Before;
        var (s, l) = (order.Sharpest, order.Flattest);
        if (Math.Abs(Theta[s]) == Math.Abs(Theta[l]) || !(LearningRate * order.Alpha < Math.Abs(Theta[s] * Theta[l])))
            Skip(
                "The parameters are equal in size, or the step is so large that the sharpest ceases to be the sharpest."
            );
        if (SumOfProducts.Single(Theta.Length).Step(Theta, order.Slopes.First, LearningRate).Contains(0))
            Skip("The step lands on a parameter 0, where the ratio is 0 or infinite.");
        var step = new ProductRotation(Theta, Loss, LearningRate);
        if (!(Math.Abs(step.LogRatio) > 1e-12))
            Skip("The step turns the eigenvector by less than rounding.");
        var below = LearningRate < step.TwoOverGaussNewton;
        if (!below && !(Theta.Length == 2 && LearningRate > step.TwoOverPair))
            Skip("Above the Gauss–Newton edge of three or more parameters the turn is not exact; see D/E4-polarity.");
        Evidence
            .Matches("sign of ln(R⁺/R)", Math.Sign(step.LogRatio), below ? 1 : -1)
            .Rejects("the outline", below ? -1 : 1);
    }

    [Check]
    public void The_rotation_against_the_rate()
    {
        double[] rates = [.. Enumerable.Range(0, 81).Select(i => 0.1 + (0.045 * i))];
        var steps = rates.Select(eta => new ProductRotation(Reference, Loss, eta)).ToArray();
        Figure("Rotation of one step from (0.2, 0.8, 1)", Axis.Linear("η"), Axis.Linear("ln(R⁺/R)"))
            .Points("gradient descent", rates, [.. steps.Select(step => step.LogRatio)])
            .Rule("2/λ_max", steps[0].TwoOverSharpness)
            .Rule("2/Σqᵢ", steps[0].TwoOverGaussNewton)
            .Rule("2/(q_s + q_l)", steps[0].TwoOverPair)
            .Level("no rotation", 0);
        Evidence.Matches(
            "rates of the figure below 2/Σqᵢ at which R falls",
            rates.Zip(steps).Count(p => p.First < steps[0].TwoOverGaussNewton && p.Second.LogRatio <= 0),
            0
        );
    }
}
