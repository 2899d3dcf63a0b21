using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>A run and what was recorded on the way.</summary>
/// <param name="Run">the run</param>
/// <param name="Traces">the record</param>
public sealed record RecordedTraining<T>(TrainingRun Run, T Traces);
