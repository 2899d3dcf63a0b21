using Dlnx.Flatness;
using Dlnx.Landscapes;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class ToyTrajectories
{
    [Check]
    public void The_first_step_against_the_rate()
    {
        var at = RotationThresholds.At(Reference);
        double Change(double ratio) => Reference.Kappa * (ratio - 1);
        double[] Law(double[] rates) =>
            [.. rates.Select(eta => Change(new RotationStep(Reference, eta).KappaRatio(Loss)))];
        // Around the asymptote κ₁ leaves the frame.
        bool IsShown(double eta) => Reference.Step(Loss, eta).Kappa < 3;
        double[] fine = [.. Enumerable.Range(0, 400).Select(i => 0.02 + (i * 0.0075)).Where(IsShown)];
        double[] below = [.. fine.Where(eta => eta < at.Newton)];
        double[] above = [.. fine.Where(eta => eta > at.Newton)];
        double[] shown = [.. Rates.Where(IsShown)];
        double[] Measured(double[] rates) =>
            [.. rates.Select(eta => Reference.Step(Loss, eta).Kappa - Reference.Kappa)];
        Figure("Rotation of the first step, θ₀ = (0.2, 1)", Axis.Linear("η"), Axis.Linear("κ₁ − κ₀"))
            .Line("exact law, η < 1/θ₂²", below, Law(below))
            .Line("exact law, η > 1/θ₂²", above, Law(above))
            .Points("gradient descent", shown, Measured(shown))
            .Rule("1/θ₂²", at.Newton)
            .Rule("2/λ_max", at.Instantaneous)
            .Rule("2/S", at.GaussNewton)
            .Rule("2/θ₂²", at.NearbyMinimum)
            .Level("no rotation", 0);
        Evidence
            .Agrees("κ₁ − κ₀, all runs", Measured(Rates), Law(Rates), Relative(1e-9))
            .Rejects(
                "the paper's approximation",
                [.. Rates.Select(eta => Change(1 + new RotationStep(Reference, eta).ApproximateChange))]
            );
    }

    [Check]
    public void Trajectories_over_the_level_sets()
    {
        var landscape = new PairLandscape(Loss);
        var figure = Figure("Trajectories over the level sets of ½(θ₁θ₂)²", Axis.Linear("θ₁"), Axis.Linear("θ₂"));
        double[] levels = [1e-4, 1e-3, 5e-3, 0.02, 0.06];
        var crossings = levels
            .SelectMany(level => LevelSet.Crossings(landscape, new(-0.45, 0.02), new(0.45, 1.05), 40, level))
            .ToArray();
        figure.Dots(
            $"L = {string.Join(", ", levels)}",
            [.. crossings.Select(p => p.X)],
            [.. crossings.Select(p => p.Y)]
        );
        foreach (var eta in new[] { 0.5, 1.5, 2.2, 2.8 })
        {
            var path = landscape.Path(new(0.2, 1), eta, 40);
            var name = FormattableString.Invariant($"η = {eta}");
            figure.Points(name, [.. path.Select(p => p.X)], [.. path.Select(p => p.Y)]);
            Evidence.Matches(
                $"{name}: steps after which |θ₁| is not the smaller",
                path.Count(p => Math.Abs(p.X) >= Math.Abs(p.Y)),
                0
            );
        }
        Evidence
            .Matches(
                "signs of θ₁ after steps 1 to 4 at η = 2.2: across the valley",
                landscape.Path(new(0.2, 1), 2.2, 4).Skip(1).Select(p => Math.Sign(p.X)),
                [-1, 1, -1, 1]
            )
            .Rejects("on one side", [1, 1, 1, 1]);
    }

    [Check]
    public void The_angle_against_time()
    {
        var figure = Figure(
            "Angle of the leading eigenvector to the sharper axis",
            Axis.Linear("step t"),
            Axis.Linear("φ (rad)")
        );
        foreach (var eta in new[] { 0.5, 1.5, 1.9, 2.2, 2.5, 2.8 })
        {
            var run = Run(Reference, eta, 20);
            figure.Points(
                FormattableString.Invariant($"η = {eta}"),
                [.. Enumerable.Range(0, run.Length).Select(t => (double)t)],
                [.. run.Select(point => point.Angle)]
            );
        }
        figure.Level("φ at the start", Reference.Angle);
        double Peak(double eta) => Run(Reference, eta, 20).Max(point => point.Angle);
        Evidence.Trend(
            "in unstable runs the angle first opens, the more the larger η (2, 2.2, 2.5, 2.8)",
            [Peak(2) - Reference.Angle, Peak(2.2) - Peak(2), Peak(2.5) - Peak(2.2), Peak(2.8) - Peak(2.5)],
            atLeast: 4
        );
        Evidence.AtMost("largest angle at η = 1.5", Peak(1.5), Reference.Angle);
    }
}
