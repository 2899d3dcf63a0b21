using System.Numerics.Tensors;
using Dlnx.Flatness;

namespace Dlnx.Networks;

/// <summary>
/// The fourth derivative of s ↦ L(θ + s·d) at 0 with the masks of rectifiers fixed; for perceptrons with cross-entropy that is
/// <see cref="DirectionalSeries.FourthDerivative"/>.
/// </summary>
/// <param name="parameters">θ, P entries</param>
/// <param name="direction">d, P entries</param>
public delegate double FourthDirectionalDerivative(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction);

/// <summary>Runs gradient descent to the stability limit and records what follows.</summary>
public sealed class BurstRecorder
{
    private readonly ITrainingObjective objective;
    private readonly BurstPlan plan;
    private readonly FourthDirectionalDerivative? fourth;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly SharpnessTracker tracker;
    private readonly PreconditionedDescent descent;
    private readonly double[] parameters;
    private readonly double[] gradient;
    private readonly List<SharpnessSample> search = [];
    private readonly List<BurstRecord> records = [];
    private int step;

    private BurstRecorder(
        ITrainingObjective objective,
        ReadOnlySpan<double> start,
        BurstPlan plan,
        FourthDirectionalDerivative? fourth,
        IProgress<TrainingProgress>? progress
    )
    {
        this.objective = objective;
        this.plan = plan;
        this.fourth = fourth;
        this.progress = progress;
        tracker = plan.Tracker(start.Length);
        descent = new(PreconditionedRule.GradientDescent(plan.LearningRate), start.Length);
        parameters = start.ToArray();
        gradient = new double[start.Length];
    }

    /// <summary>Searches and records.</summary>
    /// <param name="objective">the loss; used by this call only while it runs</param>
    /// <param name="start">θ₀, P entries; copied</param>
    /// <param name="plan">how</param>
    /// <param name="fourth">computes κ; null for NaN</param>
    /// <param name="progress">is told of every measurement</param>
    /// <param name="cancellation">ends the recording with an exception</param>
    /// <exception cref="ArgumentException">a number of the plan is out of its range, or the start has another length</exception>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static BurstRecording Record(
        ITrainingObjective objective,
        ReadOnlySpan<double> start,
        BurstPlan plan,
        FourthDirectionalDerivative? fourth = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate();
        if (start.Length != objective.ParameterCount)
            throw new ArgumentException(
                $"The network has {objective.ParameterCount} parameters; the start has {start.Length}."
            );
        return new BurstRecorder(objective, start, plan, fourth, progress).Record(cancellation);
    }

    private BurstRecording Record(CancellationToken cancellation)
    {
        var outcome = Approach(cancellation);
        var (firstStep, start) = (step, (double[])parameters.Clone());
        if (outcome == BurstOutcome.Recorded)
            outcome = Follow(cancellation);
        return new()
        {
            Plan = plan,
            Outcome = outcome,
            FirstStep = firstStep,
            Start = start,
            Search = search,
            Records = records,
        };
    }

    private BurstOutcome Approach(CancellationToken cancellation)
    {
        for (; step <= plan.MaximumSearch; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step >= plan.FirstCheck && step % plan.CheckEvery == 0)
            {
                if (IsNearLimit() is not { } isNear)
                    return BurstOutcome.Diverged;
                if (isNear)
                    return BurstOutcome.Recorded;
            }
            else if (!double.IsFinite(objective.Gradient(parameters, gradient)))
            {
                return BurstOutcome.Diverged;
            }

            descent.Step(parameters, gradient);
        }

        return BurstOutcome.LimitNotApproached;
    }

    /// <summary>Measures λ₁ and copies the gradient; null where the loss or its Hessian is not finite.</summary>
    private bool? IsNearLimit()
    {
        using var curvature = objective.Linearize(parameters);
        if (!double.IsFinite(curvature.Loss) || !tracker.TryMeasure(curvature))
            return null;
        curvature.Gradient.CopyTo(gradient);
        search.Add(new(step, tracker.Sharpness));
        return Report(curvature.Loss) >= plan.Trigger;
    }

    private BurstOutcome Follow(CancellationToken cancellation)
    {
        for (var length = 0.0; records.Count < plan.Records; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var curvature = objective.Linearize(parameters);
            if (!double.IsFinite(curvature.Loss) || !tracker.TryMeasure(curvature))
                return BurstOutcome.Diverged;
            Report(curvature.Loss);
            var next = HalfLength(curvature.Gradient);
            records.Add(Describe(curvature, records.Count == 0 ? next : length));
            descent.Step(parameters, curvature.Gradient);
            length = next;
        }

        return BurstOutcome.Recorded;
    }

    private BurstRecord Describe(ILocalCurvature curvature, double halfStep) =>
        new()
        {
            Loss = curvature.Loss,
            Gradient = curvature.Gradient.ToArray(),
            Eigenvalues = tracker.Values.ToArray(),
            Eigenvectors = tracker.Vectors.Copy(),
            SmallestEigenvalue = tracker.Smallest,
            SharpnessChange = tracker.ChangeAlongStep(objective, parameters, curvature.Gradient),
            FourthDerivative = FourthAlong(curvature.Gradient),
            HalfStep = halfStep,
        };

    private double FourthAlong(ReadOnlySpan<double> direction)
    {
        if (fourth is null)
            return double.NaN;
        TensorPrimitives.Divide(direction, TensorPrimitives.Norm(direction), gradient);
        return fourth(parameters, gradient);
    }

    // ½‖θ_{t+1} − θ_t‖ of the step that follows.
    private double HalfLength(ReadOnlySpan<double> update) => plan.LearningRate * TensorPrimitives.Norm(update) / 2;

    private double Report(double loss)
    {
        var ratio = tracker.Sharpness * plan.LearningRate / 2;
        progress?.Report(new(step, loss, ratio));
        return ratio;
    }
}
