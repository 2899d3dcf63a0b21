using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-2",
    "Two phases and EOS plot",
    Kind = ClaimKind.Figure,
    Source = "Fig. 2",
    DependsOn = ["B/def-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        A deep linear network of depth 3 trained with $2/\eta$ just below its sharpness at the minimum goes through two phases:
        after a plateau at the saddle the sharpness rises until it exceeds $2/\eta$ (progressive sharpening), and from
        then on loss and sharpness oscillate at the edge of stability. (The other parameters of the figure are lost; those
        here are chosen.)
        """,
    Readings = [
        "The sharpness does not hover just above 2/η: on the two-cycle it alternates between a value above and one below.",
        "The first phase ends at the first sample above 2/η; samples ten steps apart see it a few steps late.",
    ]
)]
public sealed class TwoTrainingPhases : ClaimSpec
{
    private const int Sampling = 10;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 6, 3];

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 1, Max = 50, Description = "width of the layers")]
    public int Width { get; set; } = 5;

    [Parameter(Above = 0, Max = 1e3, Description = "scale of the unbalanced start")]
    public double Alpha { get; set; } = 0.01;

    [Parameter("eta", Above = 0, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.0315;

    [Parameter("T", Min = 64, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 1500;

    private double Level => 2 / LearningRate;

    private double LossAtSaddle => Sigma.Sum(value => value * value) / 2;

    public override void Validate()
    {
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
        SpectrumRules.RequireSmallStart(Alpha, Sigma, Depth);
    }

    [Check(Tier.Standard)]
    public void Sharpness_rises_to_the_threshold_and_then_oscillates()
    {
        RequireTwoCycle();
        RequirePlateau();
        if (PredictedCrossing() is null)
            Skip(
                $"Every {Sampling}th step sees the flatter phase of the two-cycle only; change alpha or eta slightly."
            );
        // Samples an odd number of steps apart show both phases of the two-cycle; the claim samples every ten steps.
        var every = Run(Sampling / 2, Steps).Samples;
        var samples = every.Where(sample => sample.Step % Sampling == 0).ToList();
        var crossing = samples.Find(sample => sample.Sharpness > Level)?.Step;
        Evidence
            .Matches("first sampled step with sharpness above 2/η", crossing, PredictedCrossing())
            .Rejects("never: sharpness approaches 2/η from below", null);
        Evidence.Golden("first sampled step above 2/η", crossing ?? double.NaN, Absolute(1));
        var before = samples.TakeWhile(sample => sample.Sharpness <= Level).ToArray();
        var falls = before.Zip(before.Skip(1), (a, b) => a.Sharpness - b.Sharpness).DefaultIfEmpty(0).Max();
        Evidence.Below("largest fall of the sampled sharpness before the crossing", falls, 1e-9 * Level);

        double[] times = [.. every.Select(sample => (double)sample.Step)];
        var end = crossing ?? Steps;
        Figure("Sharpness during training", Axis.Linear("step"), Axis.Linear("‖∇²f‖₂"))
            .Points("gradient descent", times, [.. every.Select(sample => sample.Sharpness)])
            .Level("2/η", Level)
            .Rule("end of progressive sharpening", end);
        Figure("Loss during training", Axis.Linear("step"), Axis.Linear("½‖W_{L:1} − M‖²"))
            .Points("gradient descent", times, [.. every.Select(sample => sample.Loss)])
            .Line("scalar chains", times, [.. Losses(times)])
            .Rule("end of progressive sharpening", end);
    }

    [Check]
    public void Loss_stays_on_the_plateau_of_the_saddle()
    {
        RequirePlateau();
        var plateau = Plateau();
        var target = TargetMatrix.Diagonal(Width, Sigma);
        var plan = new RunPlan(LearningRate, plateau) { Every = Sampling };
        var run = RecordedRun.Of(DeepLinearNetworks.Unbalanced(Depth, Width, Alpha), target, plan, Cancellation);
        double[] losses = [.. run.Samples.Select(sample => sample.Loss)];
        double[] quadratic = [.. run.Samples.Select(s => LossAtSaddle * Math.Exp(-2 * LearningRate * s.Step))];
        Evidence
            .Agrees($"loss until step {plateau}", losses, [.. losses.Select(_ => LossAtSaddle)], Relative(1e-3))
            .Rejects("decay from the first step, as on a convex quadratic", quadratic);
        Evidence
            .Agrees(
                $"loss until step {plateau}, against the scalar chains",
                losses,
                [.. Losses([.. run.Samples.Select(sample => (double)sample.Step)])],
                Relative(1e-12)
            )
            .Rejects("decay from the first step, as on a convex quadratic", quadratic);
        Evidence.Golden("loss on the plateau", losses[^1], Absolute(0.1));
    }

    [Check]
    public void The_tail_alternates_around_the_threshold()
    {
        RequireTwoCycle();
        RequireFirstDirectionSharpest();
        RunSample[] tail = [Run(Steps, Steps).Samples[^1], Run(Steps + 1, Steps + 1).Samples[^1]];
        double[] sharpness = [.. tail.Select(sample => sample.Sharpness)];
        var first = new SingularMode(Depth, Sigma[0], LearningRate);
        ModeState[] states = [.. tail.Select(sample => first.Iterate(SingularMode.Unbalanced(Alpha), sample.Step))];
        Evidence
            .Agrees(
                "sharpness of the last two steps, against direction 1 alone",
                sharpness,
                [.. states.Select(first.Sharpness)],
                Relative(1e-9)
            )
            .Rejects("sharpness converges to 2/η", Level, Level)
            .Rejects("sharpness stays at its value at the minimum", At(Sigma[0]), At(Sigma[0]));
        var orbit = TwoPeriodOrbit.At(Depth, LearningRate * At(Sigma[0]), Sigma[0]);
        Evidence
            .Agrees(
                "sharpness of the last two steps, against the balanced two-cycle",
                [.. sharpness.Order()],
                [orbit.Sharpness1, orbit.Sharpness2],
                Relative(1e-4)
            )
            .Rejects("sharpness converges to 2/η", Level, Level);
        Evidence.Above("higher sharpness over 2/η", sharpness.Max() / Level, 1);
        Evidence.Below("lower sharpness over 2/η", sharpness.Min() / Level, 1);
        double[] losses = [.. tail.Select(sample => sample.Loss)];
        double[] predicted = [.. Losses([.. tail.Select(sample => (double)sample.Step)])];
        Evidence
            .Agrees("loss of the last two steps, against the scalar chains", losses, predicted, Relative(1e-9))
            .Rejects("a constant loss", predicted[0], predicted[0]);
        Evidence.Golden("sharpness at step 1500", sharpness[0], Absolute(1e-8));
        Evidence.Golden("sharpness at step 1501", sharpness[1], Absolute(1e-8));
        Evidence.Golden("loss at step 1500", losses[0], Absolute(1e-5));
        Evidence.Golden("loss at step 1501", losses[1], Absolute(1e-5));
        Evidence.Golden("difference of consecutive losses", Math.Abs(losses[1] - losses[0]), Absolute(1e-3));
    }

    private double At(double sigma) => StepChoice.Sharpness(Depth, sigma);

    private void RequireTwoCycle()
    {
        var (k, k4) = (LearningRate * At(Sigma[0]), Cascade.StabilityLoss(Depth));
        if (k <= 2.01 || k >= 0.995 * k4)
            Skip($"ηS = {k:G6} is not well inside (2, k₄ = {k4:G6}): direction 1 does not settle on a two-cycle.");
        if (Sigma.Length > 1 && LearningRate * At(Sigma[1]) >= 2)
            Skip("Direction 2 is above its own threshold; choose a smaller σ₂ or eta.");
        var product = Values(Steps)[0];
        if (!(product > Sigma[0] / 2))
            Skip($"Direction 1 has not left the saddle after T = {Steps} steps; choose a larger alpha or T.");
    }

    private void RequirePlateau()
    {
        if (Plateau() < 3 * Sampling)
            Skip($"The start leaves the saddle within {3 * Sampling} steps: choose a smaller alpha or eta.");
    }

    // At its low point direction 1 is flatter than a cross direction when the second singular value is close.
    private void RequireFirstDirectionSharpest()
    {
        if (Sigma.Length == 1)
            return;
        var orbit = TwoPeriodOrbit.At(Depth, LearningRate * At(Sigma[0]), Sigma[0]);
        if (1.1 * HessianSpectrum.Lambda(Depth, orbit.Product1, Sigma[1]) > orbit.Sharpness1)
            Skip("At the low point the sharpness is that of another direction; choose a smaller σ₂ or eta.");
    }

    private RecordedRun Run(int every, int steps) =>
        RecordedRun.Of(
            DeepLinearNetworks.Unbalanced(Depth, Width, Alpha),
            TargetMatrix.Diagonal(Width, Sigma),
            new RunPlan(LearningRate, steps) { Every = every, Sharpness = SharpnessRecording.EverySample },
            Cancellation
        );

    private int? PredictedCrossing()
    {
        var mode = new SingularMode(Depth, Sigma[0], LearningRate);
        var state = SingularMode.Unbalanced(Alpha);
        for (var t = 0; t <= Steps; t += Sampling)
        {
            if (mode.Sharpness(state) > Level)
                return t;
            state = mode.Iterate(state, Sampling);
        }
        return null;
    }

    // The plateau is read off the chains: no direction has reached 1e-4 of its target.
    private int Plateau()
    {
        var step = 0;
        while (
            step + Sampling < Steps && Values(step + Sampling).Zip(Sigma).All(pair => pair.First < 1e-4 * pair.Second)
        )
            step += Sampling;
        return step;
    }

    private double[] Values(int steps) =>
        [
            .. Sigma.Select(sigma =>
            {
                var mode = new SingularMode(Depth, sigma, LearningRate);
                return mode.Product(mode.Iterate(SingularMode.Unbalanced(Alpha), steps));
            }),
        ];

    private IEnumerable<double> Losses(double[] times)
    {
        var modes = Sigma.Select(sigma => new SingularMode(Depth, sigma, LearningRate)).ToArray();
        var states = Sigma.Select(_ => SingularMode.Unbalanced(Alpha)).ToArray();
        var step = 0;
        foreach (var time in times)
        {
            for (var i = 0; i < modes.Length; i++)
                states[i] = modes[i].Iterate(states[i], (int)time - step);
            step = (int)time;
            yield return modes.Select((mode, i) => Math.Pow(mode.Product(states[i]) - Sigma[i], 2)).Sum() / 2;
        }
    }
}
