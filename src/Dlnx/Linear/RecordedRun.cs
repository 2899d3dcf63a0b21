using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// Gradient descent on a deep linear network (B, eq. 2) with a record of its course: samples every few steps, and every
/// one of the last <see cref="PeriodDetector.Window"/> values of each direction.
/// </summary>
/// <remarks>A run that diverges is recorded to its end; its values are then infinite or NaN and its periods −1.</remarks>
public sealed class RecordedRun
{
    private const int StepsPerPoll = 256;

    private readonly List<RunSample> samples = [];
    private readonly double[][] tail;

    private RecordedRun(DeepLinearNetwork network, TargetMatrix target, RunPlan plan)
    {
        Network = network;
        Target = target;
        Plan = plan;
        tail = new double[Math.Min(PeriodDetector.Window, plan.Steps + 1)][];
    }

    /// <summary>M with its factors.</summary>
    public TargetMatrix Target { get; }

    /// <summary>What was asked for.</summary>
    public RunPlan Plan { get; }

    /// <summary>The network after the last step.</summary>
    public DeepLinearNetwork Network { get; }

    /// <summary>The samples, by ascending step; the first is the start and the last is the end.</summary>
    public IReadOnlyList<RunSample> Samples => samples;

    /// <summary>The largest off-diagonal entry of any sample; NaN when a sample's is.</summary>
    public double OffDiagonalMaximum =>
        samples.Aggregate(0.0, (largest, sample) => Math.Max(largest, sample.OffDiagonal));

    /// <summary>The period of each direction, by <see cref="PeriodDetector.Period"/>.</summary>
    /// <exception cref="ArgumentException">the run has fewer values than the detector needs</exception>
    public int[] Periods => [.. Enumerable.Range(0, Target.Rank).Select(i => PeriodDetector.Period(Tail(i)))];

    /// <summary>
    /// The step of the first sample whose sharpness exceeds 2/η, where progressive sharpening ends; null when none does.
    /// Samples an even number of steps apart see one phase of a two-cycle only and may miss the sharper one.
    /// </summary>
    public int? FirstCrossing => samples.Find(sample => sample.Sharpness > 2 / Plan.LearningRate)?.Step;

    /// <summary>Runs gradient descent from a copy of the start.</summary>
    /// <param name="start">the layers before the first step; not changed</param>
    /// <param name="target">M; its factors are the frame of the projected values</param>
    /// <param name="plan">how long, and what to measure</param>
    /// <param name="cancellation">ends the run with an exception</param>
    /// <exception cref="ArgumentException">network and target differ in width</exception>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static RecordedRun Of(
        DeepLinearNetwork start,
        TargetMatrix target,
        RunPlan plan,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(plan);
        start.RequireShape(target.Matrix, "target");
        var run = new RecordedRun(start.Copy(), target, plan);
        run.Record(0);
        for (var t = 1; t <= plan.Steps; t++)
        {
            if (t % StepsPerPoll == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            run.Network.Step(target.Matrix, plan.LearningRate);
            run.Record(t);
        }

        return run;
    }

    /// <summary>
    /// The last 64 projected values of a direction, one per step up to the last (all of them in a shorter run).
    /// </summary>
    /// <param name="direction">the direction's index, from 0</param>
    public double[] Tail(int direction) => [.. tail.Select(values => values[direction])];

    private void Record(int step)
    {
        var place = step - (Plan.Steps + 1 - tail.Length);
        var sampled = Plan.Samples(step);
        if (place < 0 && !sampled)
        {
            return;
        }

        var projection = Target.Left.Transpose() * Network.Product() * Target.Right;
        var values = projection.DiagonalEntries()[..Target.Rank];
        if (place >= 0)
        {
            tail[place] = values;
        }

        if (sampled)
        {
            samples.Add(
                new(step, Network.Loss(Target.Matrix), MeasureSharpness(), values, projection.OffDiagonalMagnitude())
            );
        }
    }

    private double MeasureSharpness() =>
        Plan.Sharpness == SharpnessRecording.Omit || !Network.Product().IsFinite()
            ? double.NaN
            : Curvature.Range(Network, Target.Matrix).SpectralNorm;
}
