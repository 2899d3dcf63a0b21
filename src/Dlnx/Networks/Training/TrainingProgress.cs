using System.Runtime.InteropServices;

namespace Dlnx.Networks;

/// <summary>Where a run is.</summary>
/// <param name="Steps">steps done</param>
/// <param name="Loss">L</param>
/// <param name="SharpnessRatio">λ₁η/2 as last measured, 1 being the stability limit; NaN where it is not measured</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrainingProgress(int Steps, double Loss, double SharpnessRatio);

/// <summary>Looks at the points of a run; it must not change anything.</summary>
/// <param name="step">steps done</param>
/// <param name="loss">L at these parameters, full batch</param>
/// <param name="parameters">θ, P entries, valid during the call</param>
public delegate void TrainingProbe(int step, double loss, ReadOnlySpan<double> parameters);
