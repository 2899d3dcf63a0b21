using Dlnx.Networks.Engines;
using Dlnx.Verify;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Running;

namespace Dlnx.Specs.Engines;

/// <summary>The engine of TorchSharp, an assembly of its own that is loaded when it is asked for.</summary>
public sealed class TorchEngines : EngineProvider
{
    private const string File = "Dlnx.Torch.dll";
    private const string Publish = "dotnet publish src/Dlnx.Torch -p:TorchDevice=cuda";

    /// <inheritdoc/>
    public override string Name => RunEngine.TorchName;

    /// <inheritdoc/>
    public override RunEngine Open(EngineRequest request)
    {
        var engine = OpenPlugIn(request);
        return new(Name, engine.Device, engine.Precision, engine.Engine)
        {
            Explain = e => e is EngineException ? e.Message : null,
        };
    }

    /// <inheritdoc/>
    public override DiagnosisItem Examine(EngineRequest request)
    {
        try
        {
            var engine = OpenPlugIn(request);
            return new($"engine {Name}", $"{engine.Device}; {engine.Versions}; in {FolderOf(request)}", "");
        }
        catch (ProblemException problem)
        {
            return new($"engine {Name}", "not usable", $"optional: {problem.Message}");
        }
    }

    private static OpenedEngine OpenPlugIn(EngineRequest request)
    {
        var settings = EngineWords.Read(request, "device", "precision", "tf32", "algorithms", "block");
        var folder = FolderOf(request);
        try
        {
            return Entry(folder).Open(settings);
        }
        catch (EngineException problem)
        {
            throw new ProblemException(problem.Message, ExitCode.Environment, problem);
        }
        catch (Exception e) when (Missing(e) is { } missing)
        {
            throw Problem($"The engine in {folder} is not complete: {missing} Publish it again: {Publish}", e);
        }
    }

    private static IEnginePlugIn Entry(string folder)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
            throw Problem(
                $"There is no {RunEngine.TorchName} engine in {folder}. Publish it there from the sources of this tool: {Publish}; "
                    + $"or name the folder of one with --engine-path or {EngineRequest.Variable}."
            );
        if (
            PlugInAssembly.LoadFrom(path) is not { } plugIn
            || plugIn.Metadata(EngineInterface.VersionKey) is not { } version
        )
            throw Problem($"{path} is not an engine of this tool. Publish one from its sources: {Publish}");
        var fits = version == EngineInterface.Version;
        if (fits && plugIn.Create<IEnginePlugIn>(plugIn.Metadata(EngineInterface.EntryKey) ?? "") is { } entry)
            return entry;
        throw Problem(
            (
                fits
                    ? $"{path} does not have the engine that it announces. "
                    : $"{path} was built for version {version} of the engine interface; this tool has {EngineInterface.Version}. "
            ) + $"Publish it again from the sources of this tool: {Publish}"
        );
    }

    private static string FolderOf(EngineRequest request) =>
        request.Named ?? Path.Combine(EngineRequest.UserFolder(), RunEngine.TorchName);

    // What the runtime could not find for the plug-in, in its words; null for another exception.
    private static string? Missing(Exception e) =>
        e switch
        {
            FileNotFoundException or FileLoadException or DllNotFoundException or TypeLoadException =>
                e.Message.TrimEnd(),
            { InnerException: { } cause } => Missing(cause),
            _ => null,
        };

    private static ProblemException Problem(string message, Exception? cause = null) =>
        new(message, ExitCode.Environment, cause);
}
