using System.Numerics.Tensors;
using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Loss and sharpness on the line θ + s·v₁ through a record.</summary>
/// <param name="burst">the recorded burst</param>
/// <param name="record">whose θ and v₁</param>
/// <param name="cancellation">ends a measurement with an exception</param>
public sealed class BurstSection(SeedBurst burst, int record, CancellationToken cancellation)
{
    private readonly ITrainingObjective objective = burst.Setting.Objective();
    private readonly double[] centre = burst.Recording.Parameters(record);

    /// <summary>Measures a point, starting from the record's eigenvectors.</summary>
    /// <param name="offset">s</param>
    public SectionPoint At(double offset)
    {
        cancellation.ThrowIfCancellationRequested();
        var vectors = burst.Records[record].Eigenvectors;
        var point = new double[centre.Length];
        TensorPrimitives.MultiplyAdd(vectors.Row(0), offset, centre, point);
        var plan = burst.Recording.Plan;
        var tracker = new SharpnessTracker(point.Length, plan.LanczosSteps, leading: 1);
        tracker.StartFrom(vectors);
        using var curvature = objective.Linearize(point);
        return tracker.TryMeasure(curvature)
            ? new(curvature.Loss, tracker.Sharpness * plan.LearningRate / 2)
            : new(curvature.Loss, double.NaN);
    }
}

/// <summary>A point of a section.</summary>
/// <param name="Loss">L</param>
/// <param name="Ratio">λ₁η/2</param>
public sealed record SectionPoint(double Loss, double Ratio);
