using Dlnx.Verify.Claims;
using Dlnx.Verify.Parameters;
using static Dlnx.Verify.Results.Tolerance;

namespace My.Claims;

/// <summary>A claim about the model: what it says, how it is checked, and which wrong formula the check excludes.</summary>
[Claim(
    "My/convergence-rate",
    "Rate of gradient descent with the best step",
    Kind = ClaimKind.Proposition,
    Source = "textbook",
    Verdict = Verdict.Confirmed,
    Statement = """
        On a quadratic loss whose curvatures lie between $\lambda$ and $\kappa\lambda$, gradient descent with the learning
        rate $2/(\lambda + \kappa\lambda)$ shrinks the distance from the minimum at worst by the factor
        $$\frac{\kappa - 1}{\kappa + 1}$$ a step.
        """
)]
public sealed class ConvergenceRate : ClaimSpec
{
    /// <summary>Changed with <c>--set kappa=100</c>.</summary>
    [Parameter("kappa", Above = 1, Max = 1e6, Description = "condition number")]
    public double ConditionNumber { get; set; } = 10;

    [Check]
    public void The_distance_shrinks_by_the_predicted_factor()
    {
        const int steps = 20;
        var distances = Distances(ConditionNumber).Take(steps).ToList();

        Evidence
            .Agrees(
                "factor of a step",
                measured: Math.Pow(distances[^1] / distances[0], 1.0 / (steps - 1)),
                predicted: (ConditionNumber - 1) / (ConditionNumber + 1),
                within: Relative(1e-9)
            )
            .Rejects("1 − 1/κ, the factor of the learning rate 1/(κλ)", 1 - 1 / ConditionNumber);
    }

    /// <summary>A number that must not change unnoticed: <c>golden/My/convergence-rate.json</c> has the accepted one.</summary>
    [Check]
    public void The_number_of_steps_to_one_millionth_stays_the_same() =>
        Evidence.Golden("steps at κ = 10", Distances(10).TakeWhile(d => d > 1e-6).Count() + 1, Absolute(0));

    private static IEnumerable<double> Distances(double conditionNumber) =>
        GradientDescent.Distances([1, conditionNumber], step: 2 / (1 + conditionNumber));
}
