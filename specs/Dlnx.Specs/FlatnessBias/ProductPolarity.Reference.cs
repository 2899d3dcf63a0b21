using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The chosen point and the reference point θ = (0.2, 0.8, 1).</summary>
public sealed partial class ProductPolarity
{
    [Check]
    public void The_point_set_turns_as_the_exact_cases_say()
    {
        var step = new ProductRotation(Theta, new SquaredLoss(Target), LearningRate);
        var (s, l) = (Theta[step.Before.Sharpest], Theta[step.Before.Flattest]);
        if (Target != 0)
            Skip($"The target is {Target:R}; the direction of the rotation has a rule only at 0.");
        if (!(LearningRate * step.Before.Alpha < Math.Abs(s * l)))
            Skip("ηℓ′z is not below |θ_sθ_l|: the step swaps the order of the parameters; lower eta.");
        if (!(Math.Abs(step.LogRatio) > 1e-9))
            Skip($"ln(R⁺/R) = {step.LogRatio:G3} is rounding; change eta or theta.");
        if (LearningRate > step.TwoOverGaussNewton && !(LearningRate > 1.05 * step.TwoOverPair) && Theta.Length > 2)
            Skip("Between 2/Σq and 2/(q_s + q_l), and close above, only the share of random points has a rule.");
        var turn = LearningRate > step.TwoOverPair ? "to the flatter" : "to the sharper";
        Evidence
            .Matches("it turns", step.LogRatio < 0 ? "to the flatter" : "to the sharper", turn)
            .Rejects("the opposite", LearningRate > step.TwoOverPair ? "to the sharper" : "to the flatter");
    }

    [Check(Role = Role.Counterexample)]
    public void Above_the_edge_of_stability_it_can_still_turn_to_the_sharper_parameter()
    {
        var step = new ProductRotation([0.2, 0.8, 1], AtZero, 2.95);
        Evidence.Above("η over the Gauss–Newton edge", 2.95 / step.TwoOverGaussNewton, 1);
        Evidence.Above("η over 2/λ_max", 2.95 / step.TwoOverSharpness, 1);
        Evidence.Above("ln(R⁺/R), stated negative", step.LogRatio, 0.01);
    }

    [Check]
    public void Reference_point()
    {
        double[] theta = [0.2, 0.8, 1];
        var step = new ProductRotation(theta, AtZero, 3.4);
        var zero = ProductRotation.Reversal(theta, AtZero, 2.9, 3.2);
        Evidence.Golden("two_over_lambda_max", step.TwoOverSharpness, Absolute(1e-11));
        Evidence.Golden("two_over_gn", step.TwoOverGaussNewton, Absolute(1e-11));
        Evidence.Golden("two_over_pair", step.TwoOverPair, Absolute(1e-11));
        Evidence.Golden("rate that keeps R", zero, Absolute(1e-11));
        Evidence
            .Agrees("rate that keeps R", zero, step.TwoOverPair, Relative(0.01))
            .Rejects("2/Σq", step.TwoOverGaussNewton)
            .Rejects("2/λ_max", step.TwoOverSharpness);
        double[] rates = [.. Enumerable.Range(1, 160).Select(k => 0.0225 * k)];
        double[] turns = [.. rates.Select(eta => new ProductRotation(theta, AtZero, eta).LogRatio)];
        Figure("Rotation in one step, θ = (0.2, 0.8, 1)", Axis.Linear("η"), Axis.Linear("ln(R⁺/R)"))
            .Points("gradient descent", rates, turns)
            .Rule("2/λ_max", step.TwoOverSharpness)
            .Rule("2/Σq", step.TwoOverGaussNewton)
            .Rule("2/(q_s + q_l)", step.TwoOverPair)
            .Level("no rotation", 0);
    }
}
