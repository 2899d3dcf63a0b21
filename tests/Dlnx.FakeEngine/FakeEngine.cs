using System.Reflection;
using System.Runtime.InteropServices;
using Dlnx.Networks;
using Dlnx.Networks.Engines;

[assembly: AssemblyMetadata(EngineInterface.VersionKey, EngineInterface.Version)]
[assembly: AssemblyMetadata(EngineInterface.EntryKey, "Dlnx.FakeEngine.FakePlugIn")]

namespace Dlnx.FakeEngine;

/// <summary>An engine whose devices fail in every way that a real one can.</summary>
public sealed class FakePlugIn : IEnginePlugIn
{
    public OpenedEngine Open(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Device switch
        {
            "cuda" => throw new EngineException(
                "There is no CUDA driver. Install one, or use --engine-set device=cpu."
            ),
            "incomplete" => Opened(settings, $"{Assembly.Load("TorchSharp").Location}"),
            "unlinked" => Opened(settings, $"{NoSuchFunction()}"),
            _ => Opened(settings, settings.Device.Length == 0 ? "fake:0" : settings.Device),
        };
    }

    private static OpenedEngine Opened(EngineSettings settings, string device) =>
        new(new RenamedEngine(device), device, $"{settings.Training}/{settings.Curvature}", "libfake 1.0");

    [DllImport("no-such-torch")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NoSuchFunction();
}

/// <summary>The managed engine, on a device that may be too small.</summary>
internal sealed class RenamedEngine(string device) : ITrainingEngine
{
    private readonly ManagedEngine managed = new();

    public string Name => $"fake, {device}";

    public ITrainingObjective Objective(
        NetworkArchitecture architecture,
        LabelledExamples examples,
        LossFunction loss
    ) =>
        device == "small"
            ? throw new EngineException("The memory of small is full. Try --engine-set block=50.")
            : managed.Objective(architecture, examples, loss);
}
