using Dlnx.Flatness;

namespace Dlnx.Networks;

/// <summary>The state of one <see cref="TrainingRun"/> while it runs.</summary>
internal sealed class TrainingLoop
{
    private const int StepsPerReport = 16;

    private readonly TrainingProblem problem;
    private readonly TrainingPlan plan;
    private readonly PreconditionedDescent descent;
    private readonly double[] parameters;
    private readonly double[] gradient;
    private readonly BatchWeights? batches;
    private readonly SharpnessTracker? tracker;
    private readonly List<double> losses = [];
    private readonly List<SharpnessSample> samples = [];
    private double rate;
    private int? switchStep;
    private int step;

    public TrainingLoop(TrainingProblem problem, ReadOnlySpan<double> start, TrainingPlan plan)
    {
        this.problem = problem;
        this.plan = plan;
        parameters = start.ToArray();
        gradient = new double[start.Length];
        descent = new(plan.Rule, start.Length);
        rate = plan.Rule.LearningRate;
        batches = plan.Noise is { Strength: > 0 } noise ? new(noise, problem.Training.Examples) : null;
        tracker = plan.Sampling is { } sampling ? new(start.Length, sampling.LanczosSteps, leading: 1) : null;
        SwitchFrom(0);
    }

    public TrainingProbe? Probe { get; init; }

    public IProgress<TrainingProgress>? Progress { get; init; }

    private ITrainingObjective Training => problem.Training;

    private bool IsNoisy => batches is not null && switchStep is null;

    public TrainingRun Run(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var loss = Look();
            losses.Add(loss);
            Watch(loss);
            if (End(loss) is { } outcome)
                return Result(outcome);
            if (IsNoisy)
                Training.WeightedGradient(parameters, batches!.Next(), gradient);
            descent.Step(parameters, gradient, LearningRates.WarmedUp(rate, step, plan.WarmUp));
            step++;
        }
    }

    /// <summary>The full-batch loss, and the gradient where no batch is drawn; switches where it is time.</summary>
    private double Look()
    {
        var maySwitch = plan.Switch is { Accuracy: <= 1 } && switchStep is null;
        var evaluation = maySwitch || IsNoisy ? Training.Evaluate(parameters) : default;
        if (maySwitch)
            SwitchFrom(evaluation.Accuracy);
        return IsNoisy ? evaluation.Loss : Training.Gradient(parameters, gradient);
    }

    private void SwitchFrom(double accuracy)
    {
        if (plan.Switch is not { } change || !(accuracy >= change.Accuracy))
            return;
        switchStep = step;
        rate = change.LearningRate;
    }

    private TrainingOutcome? End(double loss) =>
        !double.IsFinite(loss) ? TrainingOutcome.Diverged
        : loss < plan.StopLoss ? TrainingOutcome.Reached
        : step == plan.MaximumSteps ? TrainingOutcome.Exhausted
        : null;

    private void Watch(double loss)
    {
        if (tracker is not null && plan.Sampling!.Includes(step) && double.IsFinite(loss))
        {
            using var curvature = Training.Linearize(parameters);
            if (tracker.TryMeasure(curvature))
                samples.Add(new(step, tracker.Sharpness));
        }

        if (step % plan.ProbeEvery == 0)
            Probe?.Invoke(step, loss, parameters);
        if (step % StepsPerReport == 0)
            Progress?.Report(new(step, loss, samples.Count == 0 ? double.NaN : samples[^1].Value * rate / 2));
    }

    private TrainingRun Result(TrainingOutcome outcome)
    {
        var unknown = new Evaluation(double.NaN, double.NaN);
        var isFinite = outcome != TrainingOutcome.Diverged;
        var trained = isFinite ? Training.Evaluate(parameters) : unknown;
        var validated = isFinite ? problem.Validation?.Evaluate(parameters) ?? unknown : unknown;
        var measures = isFinite && plan.TerminalLanczosSteps > 0;
        return new()
        {
            Outcome = outcome,
            Steps = step,
            SwitchStep = switchStep,
            Parameters = parameters,
            Losses = [.. losses],
            Sharpness = samples,
            TrainingAccuracy = trained.Accuracy,
            ValidationAccuracy = validated.Accuracy,
            ValidationLoss = validated.Loss,
            TerminalSharpness = measures
                ? SharpnessTracker.At(Training, parameters, plan.TerminalLanczosSteps)
                : double.NaN,
        };
    }
}
