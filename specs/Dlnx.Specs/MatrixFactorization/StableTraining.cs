using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-7",
    "No edge of stability when the final sharpness stays below 2/η",
    Kind = ClaimKind.Figure,
    Source = "Fig. 7",
    DependsOn = ["B/lem-1", "B/lem-2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        When $L\sigma_1^{2-2/L} < 2/\eta$ the sharpness rises to $L\sigma_1^{2-2/L}$ and stays there: training does not
        reach the edge of stability. (The parameters of the figure are lost; those here are chosen.)
        """,
    Readings = [
        "The final sharpness is not below Lσ₁^(2−2/L), which is the least of all minima, and exceeds it slightly because "
            + "the layers remain a little unbalanced.",
        "Rest, not every single step: with k = ηS > 1 the first passage overshoots, and for σ₁ = 10, η = 0.03 one step has "
            + "sharpness 66.6684 above 2/η = 66.6667; sampled every 100 steps it does not show.",
        "Sampled at every even step, a period of two shows one of its phases only.",
    ]
)]
public sealed class StableTraining : ClaimSpec
{
    private const int Sampling = 100;

    // Whether the overshoot meets 2/η within a fraction of a per mille depends on the start.
    private const double PassageStart = 0.05;

    [Parameter(Above = 0, Max = 1e3, Description = "σ₁; the other singular value is 1")]
    public double Sigma1 { get; set; } = 5;

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 2, Max = 20, Description = "width of the layers")]
    public int Width { get; set; } = 4;

    [Parameter(Above = 0, Max = 1, Description = "scale of the unbalanced start")]
    public double Alpha { get; set; } = 0.05;

    [Parameter("eta", Above = 0, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.05;

    [Parameter("T", Min = 200, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 3000;

    public override void Validate()
    {
        if (Sigma1 <= 1)
            throw new ParameterException("sigma1", $"is {Sigma1:R}; it must be above the other singular value, 1.");
        SpectrumRules.RequireSmallStart(Alpha, [Sigma1, 1], Depth);
    }

    [Check]
    public void Below_the_threshold_the_sharpness_ends_at_its_value_at_the_minimum()
    {
        if (StepChoice.Sharpness(Depth, Sigma1) >= 2 / LearningRate)
            Skip("The sharpness at the minimum is not below 2/η; choose a smaller η or σ₁.");
        EndsAtTheMinimum(Depth, Sigma1, LearningRate);
    }

    [Check]
    public void The_chosen_examples_end_there()
    {
        foreach (var (sigma, eta) in new[] { (3, 0.05), (5, 0.05), (10, 0.03) })
        {
            var run = EndsAtTheMinimum(3, sigma, eta);
            var final = run.Samples[^1].Sharpness;
            var largest = run.Samples.Max(sample => sample.Sharpness);
            Evidence.Agrees(
                $"σ₁ = {sigma}, η = {eta}: largest, every {Sampling} steps",
                largest,
                final,
                Relative(1e-9)
            );
            var digits = sigma == 10 ? 1e-9 : 1e-6;
            Evidence.Golden($"σ₁={sigma}, η={eta}: S", StepChoice.Sharpness(3, sigma), Absolute(1e-6));
            Evidence.Golden($"σ₁={sigma}, η={eta}: final sharpness", final, Absolute(digits));
        }
    }

    [Check]
    public void Just_above_the_threshold_the_sharpness_alternates_around_it()
    {
        var run = Run(3, 7, 0.05, 3000, Sampling);
        var next = Run(3, 7, 0.05, 3001, 3001);
        var sharpness = StepChoice.Sharpness(3, 7);
        Evidence.Above("σ₁ = 7, η = 0.05: S against 2/η", sharpness, 40);
        Evidence.Matches("period of direction 1", run.Periods[0], 2).Rejects("a plateau", 1);
        var orbit = TwoPeriodOrbit.At(3, 0.05 * sharpness, 7);
        double[] measured = [run.Samples[^1].Sharpness, next.Samples[^1].Sharpness];
        Evidence
            .Agrees(
                "sharpness at the two phases",
                [.. measured.Order()],
                [orbit.Sharpness1, orbit.Sharpness2],
                Relative(2e-6)
            )
            .Rejects("a sharpness that settles at 2/η", 40, 40)
            .Rejects("a sharpness that settles at S", sharpness, sharpness);
        Evidence.Golden("σ₁=7, η=0.05: S", sharpness, Absolute(1e-6));
        Evidence.Golden("σ₁=7, η=0.05: lower sharpness", measured.Min(), Absolute(1e-6));
        Evidence.Golden("σ₁=7, η=0.05: upper sharpness", measured.Max(), Absolute(1e-6));
        var seen = run.Samples.TakeLast(5).Select(sample => sample.Sharpness).ToArray();
        Evidence.Below("range of the last samples, every 100 steps", seen.Max() - seen.Min(), 1e-3);
    }

    [Check]
    public void On_its_way_to_rest_the_sharpness_may_touch_the_threshold()
    {
        const int passage = 200;
        var run = Run(3, 10, 0.03, passage, 1, PassageStart);
        var mode = new SingularMode(3, 10, 0.03);
        var predicted = Enumerable
            .Range(0, passage + 1)
            .Max(t => mode.Sharpness(mode.Iterate(SingularMode.Unbalanced(PassageStart), t)));
        var largest = run.Samples.Max(sample => sample.Sharpness);
        Evidence
            .Agrees("σ₁ = 10, η = 0.03: largest sharpness of all steps", largest, predicted, Relative(1e-9))
            .Rejects("S, approached from below", StepChoice.Sharpness(3, 10))
            .Rejects("2/η, not reached", 2 / 0.03);
        Evidence.Matches("steps above 2/η", run.Samples.Count(sample => sample.Sharpness > 2 / 0.03), 1);
        Evidence.Golden("σ₁=10, η=0.03: largest sharpness of all steps", largest, Absolute(1e-6));
    }

    [Check]
    public void Far_above_the_threshold_nothing_repeats()
    {
        var run = Run(3, 10, 0.05, 3000, 3000);
        Evidence
            .Matches("σ₁ = 10, η = 0.05, k = 3.23: period of direction 1, 0 for none up to 16", run.Periods[0], 0)
            .Rejects("a plateau", 1)
            .Rejects("a two-period orbit", 2);
    }

    [Check]
    public void Oscillation_starts_where_the_sharpness_passes_the_threshold()
    {
        var cases =
            from L in Draw.Integer(2, 4)
            from sigma in Draw.LogBetween(1.5, 20)
            from below in Draw.Between(0.7, 0.99)
            from above in Draw.Between(1.01, 1.2)
            select new ThresholdCase(L, sigma, below, above);
        Evidence
            .ForAll(
                "period 1 at η = (0.7…0.99)·2/S, another period at (1.01…1.2)·2/S",
                cases.ToArbitrary(),
                c => Verdicts(c, StepChoice.Sharpness(c.Depth, c.Sigma)),
                Absolute(0)
            )
            .Rejects("2/η = σ₁^(2−2/L), without L", c => Verdicts(c, Math.Pow(c.Sigma, 2 - (2.0 / c.Depth))));
    }

    [Check(Tier.Standard)]
    public void Sharpness_during_training()
    {
        // An odd distance of samples shows both phases of a period of two.
        const int every = 2 * (Sampling / 4) + 1;
        var figure = Figure("Sharpness during training", Axis.Linear("step"), Axis.Linear("‖∇²f‖₂"))
            .Level("2/η", 2 / LearningRate);
        var plateau = 2 / LearningRate / Depth;
        foreach (var share in new[] { 0.3, 0.65, 0.95, 1.01 })
        {
            var sigma = Math.Pow(share * plateau, Depth / (2.0 * (Depth - 1)));
            if (sigma <= 1)
                continue;
            var run = Run(Depth, sigma, LearningRate, Steps, every);
            figure.Points(
                $"σ₁ = {sigma:F2}, S = {share:F2}·2/η",
                [.. run.Samples.Select(sample => (double)sample.Step)],
                [.. run.Samples.Select(sample => sample.Sharpness)]
            );
            var largest = run.Samples.Max(sample => sample.Sharpness);
            if (share < 1)
                Evidence.Below($"S = {share}·2/η: largest sharpness", largest, 2 / LearningRate);
            else
                Evidence.Above($"S = {share}·2/η: largest sharpness", largest, 2 / LearningRate);
        }
    }

    private RecordedRun EndsAtTheMinimum(int depth, double sigma, double eta)
    {
        var run = Run(depth, sigma, eta, Steps, Sampling);
        var (end, predicted) = (run.Samples[^1], StepChoice.Sharpness(depth, sigma));
        var name = $"L = {depth}, σ₁ = {sigma}, η = {eta}";
        if (!(Math.Abs(end.Projected[0] - sigma) < 1e-9 * sigma))
            Skip($"{name}: direction 1 is at {end.Projected[0]:G6} after {Steps} steps; give more steps.");
        // What exceeds S comes from the gap between the squared layers, at most α², and is of second order in it.
        var excess = 2e-6 * Math.Max(1, Math.Pow(Alpha / 0.05, 4));
        Evidence
            .Agrees($"{name}: final sharpness", end.Sharpness, predicted, Relative(excess))
            .Rejects("plateau σ₁^(2−2/L), without L", predicted / depth);
        Evidence.AtLeast($"{name}: final sharpness, not below S", end.Sharpness, predicted - 1e-9);
        // For k > 1 the first passage overshoots, so that only the second half is at rest.
        var late = run.Samples.Where(sample => sample.Step >= Steps / 2).Max(sample => sample.Sharpness);
        Evidence.Agrees($"{name}: largest sharpness of the second half", late, end.Sharpness, Relative(1e-9));
        Evidence.Matches($"{name}: periods", run.Periods[0], 1).Rejects("an orbit of period 2", 2);
        return run;
    }

    private RecordedRun Run(int depth, double sigma, double eta, int steps, int every, double? alpha = null) =>
        RecordedRun.Of(
            DeepLinearNetworks.Unbalanced(depth, Width, alpha ?? Alpha),
            TargetMatrix.Diagonal(Width, sigma, 1),
            new RunPlan(eta, steps) { Every = every, Sharpness = SharpnessRecording.EverySample },
            Cancellation
        );

    // 0 when training at both learning rates behaves as the threshold 2/sharpness says, else how many do not.
    private static double Verdicts(ThresholdCase c, double sharpness)
    {
        var settles = Period(c, c.Below * 2 / sharpness) == 1;
        var moves = Period(c, c.Above * 2 / sharpness) != 1;
        return (settles ? 0 : 1) + (moves ? 0 : 1);
    }

    private static int Period(ThresholdCase c, double eta)
    {
        var mode = new SingularMode(c.Depth, c.Sigma, eta);
        var state = mode.Iterate(SingularMode.Unbalanced(0.3), 6000);
        var tail = new double[PeriodDetector.Window];
        for (var t = 0; t < tail.Length; t++)
        {
            state = mode.Step(state);
            tail[t] = mode.Product(state);
        }
        return PeriodDetector.Period(tail);
    }

    private sealed record ThresholdCase(int Depth, double Sigma, double Below, double Above);
}
