using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-14",
    "Balanced vs unbalanced dynamics",
    Kind = ClaimKind.Figure,
    Source = "Fig. 14, Sec. B.4",
    DependsOn = ["B/lem-2", "B/alpha-prime", "B/thm-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        For $\sigma = (10, 8, 6)$, $d = 10$, $L = 3$ and $\eta = 0.0166$ the top two singular values oscillate, with the same
        amplitude for $\alpha = 0.01$ and for $\alpha = 0.5$, although $\alpha = 0.5$ violates the bound of Lemma 2.
        """,
    Corrected = """
        Only the first singular value oscillates, between $7.70669932$ and $11.73288618$ for both starts; the second and the
        third stand still. $\alpha = 0.5$ satisfies the bound ($\alpha' = 0.758$ for these parameters).
        """,
    Explanation = """
        In the figures' convention (loss without ½) the thresholds are $1/S_1 = 0.0154720$, $1/\lambda_{12} = 0.0178219$ and
        $1/S_2 = 0.0208333$; $\eta = 0.0166$ exceeds the first only. It would just exceed $1/\lambda_{12} = 0.0165705$ of another
        spectrum, $(10, 9, 8)$. The lower value $7.707$ lies below $\sigma_2 = 8$, so singular values sorted by size change places and
        show a spurious oscillation of the second one: $(11.733, 8, 6) \leftrightarrow (8, 7.707, 6)$. Read in the ½
        convention, $\eta = 0.0166$ gives $k = 1.07$, and nothing oscillates.
        """
)]
public sealed class StartsCompared : ClaimSpec
{
    private const int Width = 10;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending, at most 10")]
    public double[] Sigma { get; set; } = [10, 8, 6];

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("eta", Above = 0, Description = "η, learning rate (½ convention)")]
    public double LearningRate { get; set; } = 0.0332;

    [Parameter(Above = 0, Max = 10, Description = "α, the starts compared")]
    public double[] Alpha { get; set; } = [0.01, 0.5];

    [Parameter("T", Min = 100, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 6000;

    public override void Validate()
    {
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
    }

    [Check]
    public void The_learning_rate_excites_the_first_direction_only()
    {
        var thresholds = SingularModeThresholds.Of(3, 10, 8, 6);
        Evidence.Golden("1/S₁", thresholds.Onsets[0] / 2, Absolute(1e-7));
        Evidence.Golden("1/λ₁₂", thresholds.Cross!.Value / 2, Absolute(1e-7));
        Evidence.Golden("1/S₂", thresholds.Onsets[1] / 2, Absolute(1e-7));
        Evidence.Golden("1/λ₁₂ of (10, 9, 8)", SingularModeThresholds.Of(3, 10, 9, 8).Cross!.Value / 2, Absolute(1e-7));
        RequireOrbit();
        var oscillating = Sigma.Count(sigma => PeriodOf(sigma) > 1);
        Evidence.Matches("oscillating directions", oscillating, 1).Rejects("the top two, as printed", 2);
    }

    [Check(Tier.Standard)]
    public void Matrix_gradient_descent_settles_on_the_orbit_for_every_start()
    {
        RequireOrbit();
        var orbit = TwoPeriodOrbit.At(Depth, Step, Sigma[0]);
        double[] predicted = [orbit.Product1, orbit.Product2, .. Sigma[1..], .. Sigma[1..]];
        var ranges = new List<double>();
        foreach (var alpha in Alpha)
        {
            var (before, after) = Settled(alpha);
            double[] measured =
            [
                Math.Min(before[0], after[0]),
                Math.Max(before[0], after[0]),
                .. before[1..],
                .. after[1..],
            ];
            ranges.Add(measured[1] - measured[0]);
            var agreement = Evidence
                .Agrees($"α = {alpha}: singular values in two steps, by direction", measured, predicted, Absolute(1e-8))
                .Rejects("η read in the ½ convention: nothing oscillates", [Sigma[0], Sigma[0], .. predicted[2..]]);
            if (Sigma.Length > 1)
                agreement.Rejects("the second oscillates too, at the same ηS", WithSecondOrbit(predicted));
            Evidence.Golden($"lower first value at α={alpha}", measured[0], Absolute(1e-8));
            Evidence.Golden($"upper first value at α={alpha}", measured[1], Absolute(1e-8));
        }
        for (var i = 1; i < Alpha.Length; i++)
        {
            Evidence
                .Agrees($"amplitude for α = {Alpha[i]} and α = {Alpha[0]}", ranges[i], ranges[0], Absolute(1e-8))
                .Rejects("amplitude proportional to α", ranges[0] * Alpha[i] / Alpha[0]);
        }
        Evidence.Below("k = ηS₁ with η read in the ½ convention, against the onset", Step / 2, 2);
    }

    [Check(Role = Role.Counterexample)]
    public void Sorting_fakes_an_oscillation_of_the_second_value()
    {
        RequireOrbit();
        var (before, after) = Settled(Alpha[0]);
        if (Sigma.Length < 2 || Math.Min(before[0], after[0]) >= Sigma[1])
            Skip("The first value stays above the second, so sorting changes nothing.");
        var (low, high) = before[0] < after[0] ? (before, after) : (after, before);
        double[] sortedLow = [.. low.OrderDescending()];
        double[] sortedHigh = [.. high.OrderDescending()];
        Evidence
            .Agrees(
                "second value by direction, upper less lower step",
                high[1] - low[1],
                0,
                Absolute(1e-10 * Math.Max(1, Sigma[0]))
            )
            .Rejects("that of the sorted values", sortedHigh[1] - sortedLow[1]);
        for (var i = 0; i < Math.Min(3, Sigma.Length); i++)
        {
            Evidence.Golden($"sorted value {i + 1}, upper step", sortedHigh[i], Absolute(1e-3));
            Evidence.Golden($"sorted value {i + 1}, lower step", sortedLow[i], Absolute(1e-3));
        }
    }

    [Check]
    public void Only_the_first_gap_closes()
    {
        var figure = Figure(
            "End-to-end singular values",
            Axis.Linear("step t"),
            Axis.Linear("projected singular value")
        );
        foreach (var alpha in Alpha)
        {
            for (var i = 0; i < Sigma.Length; i++)
            {
                var run = BalancingRun.Of(new(Depth, Sigma[i], LearningRate), alpha, Steps);
                var gap = run.Gap;
                if (PeriodOf(Sigma[i]) == 2 && Step < Cascade.StabilityLoss(Depth))
                    Evidence.Below($"α = {alpha}, σ = {Sigma[i]:G6}: |final gap|", Math.Abs(gap), 1e-12);
                else if (i > 0)
                    Evidence.Golden(
                        $"final gap at α={alpha}, σ={Sigma[i]:G6}",
                        gap,
                        Absolute(alpha < 0.1 ? 1e-9 : 1e-8)
                    );
                int[] shown = [.. Enumerable.Range(0, Math.Min(run.States.Count, 1200)).Where(t => t % 6 is 0 or 1)];
                var products = run.Products.Take(1200).ToArray();
                figure.Dots(
                    $"σ = {Sigma[i]:G6}, α = {alpha}",
                    [.. shown.Select(t => (double)t)],
                    [.. shown.Select(t => products[t])]
                );
            }
        }
    }

    [Check(Role = Role.Counterexample)]
    public void The_larger_start_satisfies_the_bound()
    {
        var bound = StartBound.OfLemmaTwo(3, 0.0332 * StepChoice.Sharpness(3, 10), 10)!.Value;
        Evidence.Golden("printed bound (i)", bound, Absolute(1e-6));
        Evidence.Below("α = 0.5 against the printed bound", 0.5, bound);
    }

    private double Step => LearningRate * StepChoice.Sharpness(Depth, Sigma[0]);

    private void RequireOrbit()
    {
        var (lower, upper) = (
            2 / StepChoice.Sharpness(Depth, Sigma[0]),
            Sigma.Length > 1 ? 2 / HessianSpectrum.Lambda(Depth, Sigma[0], Sigma[1]) : double.PositiveInfinity
        );
        if (LearningRate <= 1.005 * lower || LearningRate >= upper || Step >= 0.999 * Cascade.StabilityLoss(Depth))
            Skip($"η = {LearningRate:R} is not clearly inside (2/S₁, min(2/λ₁₂, k₄/S₁)) = ({lower:G6}, {upper:G6}).");
        // The saddle holds a direction for about α^(−(L−2))/(ησ) steps.
        var escape = Math.Pow(Alpha.Min(), 2 - Depth) / (LearningRate * Sigma[^1]);
        if (Steps < (5 * escape) + 1000)
            Skip($"T = {Steps} is too short to settle; the escape from the start alone takes about {escape:F0} steps.");
    }

    private int PeriodOf(double sigma) =>
        BalancingRun.Of(new(Depth, sigma, LearningRate), Alpha[0], Steps).Period ?? PeriodDetector.None;

    private double[] WithSecondOrbit(double[] predicted)
    {
        var (orbit, values) = (TwoPeriodOrbit.At(Depth, Step, Sigma[1]), predicted.ToArray());
        (values[2], values[Sigma.Length + 1]) = (orbit.Product1, orbit.Product2);
        return values;
    }

    private (double[] Before, double[] After) Settled(double alpha)
    {
        var target = TargetMatrix.Diagonal(Width, Sigma);
        var network = DeepLinearNetworks.Unbalanced(Depth, Width, alpha);
        for (var t = 0; t < Steps; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            network.Step(target.Matrix, LearningRate);
        }
        var before = network.ProjectedSingularValues(target.Left, target.Right)[..Sigma.Length];
        network.Step(target.Matrix, LearningRate);
        return (before, network.ProjectedSingularValues(target.Left, target.Right)[..Sigma.Length]);
    }
}
