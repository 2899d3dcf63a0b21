using Dlnx.Flatness;
using Dlnx.Verify.Figures;
using MathNet.Numerics.RootFinding;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class RotationRegimes
{
    [Check]
    public void The_thresholds_at_the_reference_points()
    {
        foreach (var (first, second) in new[] { (0.2, 1.0), (0.5, 2.0), (0.9, 1.0) })
        {
            var point = FactorPair.At(Loss, first, second);
            var at = RotationThresholds.At(point);
            var name = FormattableString.Invariant($"({first}, {second})");
            Evidence.Golden($"2/λ_max at {name}", at.Instantaneous, Relative(1e-13));
            Evidence.Golden($"η₁ at {name}", at.Approximate, Relative(1e-13));
            Evidence.Golden($"2/S at {name}", at.GaussNewton, Relative(1e-13));
        }
        var reference = FactorPair.At(Loss, 0.2, 1);
        Evidence.Golden("S at (0.2, 1)", reference.SquaredNorm, Relative(1e-13));
        Evidence.Golden("λ_max at (0.2, 1)", reference.Hessian.Largest, Relative(1e-13));
        Evidence.Golden("1/θ₂² at (0.2, 1)", RotationThresholds.At(reference).Newton, Relative(1e-13));
        Evidence
            .Agrees(
                "rate at which the step from (0.2, 1) stops raising κ",
                Turn(reference, 1),
                2 / 1.04,
                Relative(1e-9)
            )
            .Rejects("2/λ_max", RotationThresholds.At(reference).Instantaneous)
            .Rejects("η₁", RotationThresholds.At(reference).Approximate);
    }

    [Check]
    public void The_step_from_the_point_set_turns_there()
    {
        var (own, at) = (Own, RotationThresholds.At(Own));
        if (own.Slope != own.Curvature * own.Product)
            Skip("The derivatives are not those of a quadratic with its minimum at 0; only there is the law exact.");
        if (!(Math.Abs(own.First) != Math.Abs(own.Second) && own.Product != 0))
            Skip("κ is 0 or infinite at this point and stays so.");
        if (!(at.GaussNewton < 0.999 * at.WindowEnd))
            Skip("The parameters are so nearly equal that the window 2/k < η < 1/|ℓ′| is lost in rounding.");
        var turn = Turn(own, own.Curvature);
        Evidence
            .Agrees("rate at which the step stops raising κ", turn, at.GaussNewton, Relative(1e-7))
            .Rejects("the Newton step 1/k", 1 / own.GaussNewtonSharpness);
    }

    [Check]
    public void Every_threshold_against_the_imbalance()
    {
        double[] ratios = [.. Enumerable.Range(1, 98).Select(i => i / 100.0)];
        var points = ratios.Select(ratio => FactorPair.At(Loss, ratio, 1)).ToArray();
        double[] Scaled(Func<RotationThresholds, double> threshold) =>
            [.. points.Select(point => threshold(RotationThresholds.At(point)) * point.SquaredNorm)];
        double[] shown = [.. Enumerable.Range(1, 32).Select(i => 3 * i / 100.0)];
        double[] turns = [.. shown.Select(ratio => Turn(FactorPair.At(Loss, ratio, 1), 1) * (1 + (ratio * ratio)))];
        Figure("Where the rotation turns, z* = 0", Axis.Linear("θ₁/θ₂"), Axis.Linear("ηS"))
            .Line("2/λ_max, instantaneous edge", ratios, Scaled(at => at.Instantaneous))
            .Line("η₁, the approximation's turn", ratios, Scaled(at => at.Approximate))
            .Line("2/S, Gauss–Newton edge", ratios, Scaled(at => at.GaussNewton))
            .Line("2/θ₂², edge at the nearby minimum", ratios, Scaled(at => at.NearbyMinimum))
            .Line("1/|z|, end of the window", ratios[35..], Scaled(at => at.WindowEnd)[35..])
            .Points("turn of gradient descent", shown, turns);
        Evidence
            .Agrees("ηS at the turn, all points of the figure", turns, [.. shown.Select(_ => 2.0)], Relative(1e-7))
            .Rejects("2S/λ_max", [.. shown.Select(ratio => Edge(ratio).Instantaneous * (1 + (ratio * ratio)))])
            .Rejects("2S/θ₂²", [.. shown.Select(ratio => Edge(ratio).NearbyMinimum * (1 + (ratio * ratio)))]);
    }

    private static RotationThresholds Edge(double ratio) => RotationThresholds.At(FactorPair.At(Loss, ratio, 1));

    // ln(κ⁺/κ) falls from +∞ at 1/max θᵢ² to −∞ at 1/|z| (in units of 1/ℓ″) and has one zero between.
    private static double Turn(FactorPair point, double curvature)
    {
        var loss = new PowerLoss(2, curvature);
        var at = RotationThresholds.At(FactorPair.At(new SquaredLoss(), point.First, point.Second));
        double Change(double eta) => Math.Log(point.Step(loss, eta).Kappa / point.Kappa);
        return Brent.FindRoot(
            Change,
            (1 + 1e-6) * at.Newton / curvature,
            (1 - 1e-6) * at.WindowEnd / curvature,
            1e-15 * at.Newton / curvature,
            200
        );
    }
}
