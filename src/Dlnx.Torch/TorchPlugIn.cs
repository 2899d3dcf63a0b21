using System.Reflection;
using Dlnx.Networks;
using Dlnx.Networks.Engines;

[assembly: AssemblyMetadata(EngineInterface.VersionKey, EngineInterface.Version)]
[assembly: AssemblyMetadata(EngineInterface.EntryKey, "Dlnx.Torch.TorchPlugIn")]

namespace Dlnx.Torch;

/// <summary>Where the tool enters.</summary>
public sealed class TorchPlugIn : IEnginePlugIn
{
    /// <inheritdoc/>
    public OpenedEngine Open(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var device = TorchDevices.Start(settings);
        ITrainingEngine Engine(EnginePrecision precision) => new TorchEngine(device, precision, settings);
        var training = Engine(settings.Training);
        var mixed = settings.Curvature != settings.Training;
        return new(
            mixed ? new MixedPrecisionEngine(training, Engine(settings.Curvature)) : training,
            TorchDevices.Describe(device),
            Precision(settings, mixed),
            TorchDevices.Versions
        );
    }

    private static string Precision(EngineSettings settings, bool mixed)
    {
        var type = mixed ? "mixed" : TorchEngine.NameOf(settings.Training);
        var arithmetic = settings.Arithmetic == MatrixArithmetic.Reduced ? ", TF32" : "";
        return type + arithmetic + (settings.Algorithms == Algorithms.Fastest ? ", fastest algorithms" : "");
    }
}
