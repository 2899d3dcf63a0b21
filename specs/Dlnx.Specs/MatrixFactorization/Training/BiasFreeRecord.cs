using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>A run without biases with the singular values of its product of weights over the last steps.</summary>
public static class BiasFreeRecord
{
    /// <summary>Steps that are recorded, fewer in a shorter run.</summary>
    public const int Steps = 300;

    /// <summary>Trains and records.</summary>
    /// <param name="fit">the setting</param>
    /// <param name="progress">is told where the run is</param>
    /// <param name="cancellation">ends the run with an exception</param>
    public static RecordedTraining<ProductTrace> Of(
        BiasFreeFit fit,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(fit);
        var network = fit.Network(fit.Examples().Shape.Size);
        var trace = new ProductTrace(network, fit.Steps - Steps + 1);
        return new(fit.Train(trace.Look, progress, cancellation), trace);
    }
}
