using Dlnx.Networks;
using Dlnx.Networks.Engines;

namespace Dlnx.Torch.Tests;

/// <summary>The engine under test, on the device that it was built for, and the one it has to agree with.</summary>
internal static class Engines
{
    /// <summary>Double precision on the processor.</summary>
    public static ITrainingEngine Managed { get; } = new ManagedEngine();

    /// <summary>The engine of TorchSharp; a test that asks for it is skipped where libtorch or the device is missing.</summary>
    public static ITrainingEngine Torch(EngineSettings? settings = null) => Opened(settings).Engine;

    /// <summary>The same with its description.</summary>
    public static OpenedEngine Opened(EngineSettings? settings = null)
    {
        try
        {
            return new TorchPlugIn().Open(settings ?? new EngineSettings());
        }
        catch (EngineException problem)
        {
            throw new IgnoreException(problem.Message, problem);
        }
    }
}
