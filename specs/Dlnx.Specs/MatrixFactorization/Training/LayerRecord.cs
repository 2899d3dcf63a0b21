using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>A run with the singular values of all its weight matrices over the last steps.</summary>
public static class LayerRecord
{
    /// <summary>Steps that are recorded.</summary>
    public const int Steps = 200;

    /// <summary>Trains and records.</summary>
    /// <param name="fit">the setting</param>
    /// <param name="progress">is told where the run is</param>
    /// <param name="cancellation">ends the run with an exception</param>
    public static RecordedTraining<LayerTraces> Of(
        SeededTraining fit,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(fit);
        var traces = new LayerTraces(fit.Network(fit.Examples().Shape.Size), fit.Steps - Steps + 1);
        return new(fit.Train(traces.Look, progress, cancellation), traces);
    }
}
