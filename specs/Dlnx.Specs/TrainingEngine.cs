using Dlnx.Networks;

namespace Dlnx.Specs;

/// <summary>The engine that trains the networks of all claims and quantities.</summary>
public static class TrainingEngine
{
    /// <summary>Double precision on the processor, the engine of every accepted number; one for each thread.</summary>
    public static ITrainingEngine New() => new ManagedEngine();
}
