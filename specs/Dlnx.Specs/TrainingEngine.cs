using Dlnx.Networks;
using Dlnx.Verify.Engines;

namespace Dlnx.Specs;

/// <summary>The engine that trains the networks of all claims and quantities.</summary>
public static class TrainingEngine
{
    /// <summary>The engine of the run; without one double precision on the processor, one for each thread.</summary>
    public static ITrainingEngine New() => RunEngine.Current.Implementation as ITrainingEngine ?? new ManagedEngine();
}
