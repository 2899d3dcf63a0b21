using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class RotationPolarity
{
    // S at the minimum (0.2, 1.5), the unit of the catalogue's rates.
    private const double Sharpness = 2.29;

    [Check]
    public void An_episode_of_instability_rotates_away_by_the_product()
    {
        double[] steps = [2.05, 2.1, 2.2, 2.3, 2.5, 3];
        var episodes = steps.Select(b => Run(0.201, 1.5, 0.3, b / Sharpness, 4000)).ToArray();
        foreach (var (b, episode) in steps.Zip(episodes))
        {
            var name = FormattableString.Invariant($"b = {b}");
            Evidence.Golden(
                $"{name}: imbalance at the end over that at the start",
                episode.ImbalanceRatio,
                Relative(1e-9)
            );
            Evidence.Golden($"{name}: κ at the end", episode.End.Kappa, Absolute(1e-6));
            Evidence.Golden($"{name}: ηS at the end", b / Sharpness * episode.End.SquaredNorm, Absolute(1e-4));
        }
        Evidence.Golden("κ at the start", episodes[0].Start.Kappa, Absolute(1e-6));
        var calm = Run(0.201, 1.5, 0.3, 1.9 / Sharpness, 4000);
        Evidence.Golden("b = 1.9: imbalance at the end over that at the start", calm.ImbalanceRatio, Relative(1e-9));

        double[] ratios = [.. episodes.Select(episode => episode.ImbalanceRatio)];
        double[] products = [.. episodes.Select(episode => episode.Product)];
        Evidence
            .Agrees("|θ₂² − θ₁²| at the end over that at the start", ratios, products, Relative(1e-10))
            .Rejects("∏ √|1 − η²ℓ′²|", [.. products.Select(Math.Sqrt)])
            .Rejects("conserved: no net rotation", [.. products.Select(_ => 1.0)]);
        Evidence
            .Agrees(
                "κ at the end, where z = z*",
                [.. episodes.Select(episode => episode.End.Kappa)],
                [.. episodes.Select(episode => Math.Abs(episode.End.Imbalance) / 0.6)],
                Relative(1e-9)
            )
            .Rejects("κ at the start: no net rotation", [.. episodes.Select(episode => episode.Start.Kappa)]);
        Evidence.Matches(
            "rises of the ratio with b",
            ratios.Zip(ratios.Skip(1)).Count(pair => pair.Second >= pair.First),
            0
        );
        Evidence.Below("largest η|ℓ′| on the way", episodes.Max(episode => episode.LargestShift), Math.Sqrt(2));
        Evidence.Below(
            "largest ηS at the end",
            steps.Zip(episodes, (b, e) => b / Sharpness * e.End.SquaredNorm).Max(),
            2
        );
    }

    [Check]
    public void So_it_does_in_the_episode_set()
    {
        var eta = Step / Sharpness;
        var episode = Run(RunFirst, RunSecond, RunTarget, eta, Steps);
        if (!double.IsFinite(episode.End.SquaredNorm) || !(episode.Start.Imbalance != 0))
            Skip(
                "Gradient descent diverges from this start, or its parameters are equal: there is no episode to follow."
            );
        if (!(episode.Product > 1e-6))
            Skip("The imbalance nearly vanishes on the way: rounding decides its ratio.");
        Evidence.Agrees(
            "|θ₂² − θ₁²| at the end over that at the start",
            episode.ImbalanceRatio,
            episode.Product,
            Relative(1e-9 + (1e-15 * Steps / episode.Product))
        );
        if (!(Math.Abs(episode.End.Slope) < 1e-12 && RunTarget != 0))
            Skip("The run has not come back to z*, or z* is 0, where κ is infinite.");
        Evidence
            .Agrees(
                "κ at the end",
                episode.End.Kappa,
                Math.Abs(episode.Start.Imbalance) * episode.Product / (2 * Math.Abs(RunTarget)),
                Relative(1e-7 + (1e-15 * Steps / episode.Product))
            )
            .Rejects("twice that", Math.Abs(episode.Start.Imbalance) * episode.Product / Math.Abs(RunTarget));
    }

    [Check]
    public void The_episodes_as_they_happen()
    {
        var figure = Figure("Episodes of instability, z* = 0.3", Axis.Linear("step t"), Axis.Linear("κ"));
        const int shown = 240;
        foreach (var b in new[] { 2.1, 2.3, 2.5 })
        {
            var loss = new SquaredLoss(0.3);
            var course = FactorPair.At(loss, 0.201, 1.5).Descend(loss, b / Sharpness).Take(shown).ToArray();
            double[] times = [.. Enumerable.Range(0, shown).Select(t => (double)t)];
            var imbalance = course[0].Imbalance;
            var predicted = new double[shown];
            for (var t = 0; t < shown; t++)
            {
                predicted[t] = Math.Abs(imbalance) / 0.6;
                imbalance *= new RotationStep(course[t], b / Sharpness).ImbalanceFactor;
            }
            var even = Enumerable.Range(0, shown / 4).Select(i => 4 * i).ToArray();
            var name = FormattableString.Invariant($"b = {b}");
            figure
                .Line($"{name}: |θ₂² − θ₁²|₀ ∏|1 − η²ℓ′²|/(2z*)", times, predicted)
                .Points(
                    $"{name}: gradient descent",
                    [.. even.Select(t => times[t])],
                    [.. even.Select(t => course[t].Kappa)]
                );
            Evidence.Agrees(
                $"{name}: imbalance after {shown - 1} steps over 2z*",
                Math.Abs(course[^1].Imbalance) / 0.6,
                predicted[^1],
                Relative(1e-10)
            );
        }
    }

    private Episode Run(double first, double second, double target, double eta, int steps)
    {
        var loss = new SquaredLoss(target);
        var start = FactorPair.At(loss, first, second);
        var (point, product, largest) = (start, 1.0, 0.0);
        for (var t = 0; t < steps; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            product *= Math.Abs(new RotationStep(point, eta).ImbalanceFactor);
            largest = Math.Max(largest, eta * Math.Abs(point.Slope));
            point = point.Step(loss, eta);
        }
        return new(start, point, product, largest);
    }

    private sealed record Episode(FactorPair Start, FactorPair End, double Product, double LargestShift)
    {
        public double ImbalanceRatio => Math.Abs(End.Imbalance / Start.Imbalance);
    }
}
