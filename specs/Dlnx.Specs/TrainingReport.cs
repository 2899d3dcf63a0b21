using Dlnx.Networks;

namespace Dlnx.Specs;

/// <summary>Puts the progress of a training run into words.</summary>
/// <param name="run">names the run, such as "seed 3"</param>
/// <param name="report">takes the words</param>
public sealed class TrainingReport(string run, Action<string> report) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        var sharpness = double.IsNaN(value.SharpnessRatio) ? "" : $", λ₁η/2 {value.SharpnessRatio:F2}";
        report($"{run}: step {value.Steps}, loss {value.Loss:G3}{sharpness}");
    }
}
