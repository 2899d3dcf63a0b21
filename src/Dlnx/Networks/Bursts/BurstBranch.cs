using System.Numerics.Tensors;
using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>One iterate of a branch.</summary>
/// <param name="Loss">L</param>
/// <param name="Eigenvalues">λ₁ ≥ … ≥ λ_k; empty where curvature was not measured</param>
/// <param name="Eigenvectors">v₁, …, v_k as rows, k × P, of either sign; 0 × P where not measured</param>
public sealed record BranchPoint(double Loss, double[] Eigenvalues, Matrix Eigenvectors);

/// <summary>
/// A trajectory that leaves a recording with other steps: point 0 is the record, point s the iterate after s steps. The points
/// end early, with a loss that is not finite, where the branch diverges.
/// </summary>
/// <param name="Points">steps + 1 points, fewer after a divergence</param>
/// <param name="Parameters">θ of the last point</param>
public sealed record BurstBranch(IReadOnlyList<BranchPoint> Points, double[] Parameters)
{
    /// <summary>L at each point.</summary>
    public double[] Losses => [.. Points.Select(point => point.Loss)];

    /// <summary>Follows a branch.</summary>
    /// <param name="objective">the loss of the recording; used by this call only while it runs</param>
    /// <param name="recording">where it leaves from</param>
    /// <param name="plan">how it goes on</param>
    /// <param name="cancellation">ends it with an exception</param>
    /// <exception cref="ArgumentException">there is no such record, or the plan tracks more pairs than Lanczos steps</exception>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static BurstBranch Of(
        ITrainingObjective objective,
        BurstRecording recording,
        BranchPlan plan,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(plan);
        var parameters = recording.Parameters(plan.Record);
        var tracker = new SharpnessTracker(parameters.Length, plan.LanczosSteps, plan.Tracked);
        tracker.StartFrom(recording.Records[plan.Record].Eigenvectors);
        var descent = new PreconditionedDescent(PreconditionedRule.GradientDescent(1), parameters.Length);
        var points = new List<BranchPoint>(plan.Rates.Count + 1);
        var update = new double[parameters.Length];
        for (var step = 0; ; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var point = plan.Measures(step)
                ? Measure(objective, parameters, tracker, update)
                : new(objective.Gradient(parameters, update), [], new(0, parameters.Length));
            points.Add(point);
            if (step == plan.Rates.Count || !double.IsFinite(point.Loss))
                return new(points, parameters);
            Project(plan.Projection, point, 2 / plan.Rates[step], update);
            descent.Step(parameters, update, plan.Rates[step]);
        }
    }

    private static BranchPoint Measure(
        ITrainingObjective objective,
        double[] parameters,
        SharpnessTracker tracker,
        Span<double> gradient
    )
    {
        using var curvature = objective.Linearize(parameters);
        curvature.Gradient.CopyTo(gradient);
        return double.IsFinite(curvature.Loss) && tracker.TryMeasure(curvature)
            ? new(curvature.Loss, tracker.Values.ToArray(), tracker.Vectors.Copy())
            : new(double.NaN, [], new(0, parameters.Length));
    }

    private static void Project(UpdateProjection projection, BranchPoint point, double limit, Span<double> update)
    {
        if (projection == UpdateProjection.None)
            return;
        var unstable = point.Eigenvalues.Count(value => value > limit);
        var restricts = projection == UpdateProjection.Restrict;
        var gradient = update.ToArray();
        if (restricts)
            update.Clear();
        for (var i = 0; i < (restricts ? Math.Max(unstable, 1) : unstable); i++)
        {
            var direction = point.Eigenvectors.Row(i);
            var component = TensorPrimitives.Dot<double>(direction, gradient);
            TensorPrimitives.MultiplyAdd(direction, restricts ? component : -component, update, update);
        }
    }
}
