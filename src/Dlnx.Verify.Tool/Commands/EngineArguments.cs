using System.CommandLine;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Parameters;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>The words that choose the engine of a command.</summary>
internal static class EngineArguments
{
    private static readonly Option<string> Engine = new("--engine")
    {
        Description = "The engine that trains networks: managed, or torch, which can use a GPU.",
        HelpName = "engine",
        DefaultValueFactory = _ => RunEngine.ManagedName,
    };

    private static readonly Option<string[]> Settings = new("--engine-set")
    {
        Description = "How the engine computes: precision, and for torch device, tf32, algorithms, block; repeatable.",
        HelpName = "name=value",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Where an engine is that is loaded at run time.</summary>
    public static Option<string?> Folder { get; } =
        new("--engine-path")
        {
            Description =
                $"The folder with the engine; otherwise that of {EngineRequest.Variable}, then the user's own.",
            HelpName = "folder",
        };

    /// <summary>The words.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Engine, Folder, Settings];

    /// <summary>Gives a command the words.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in Options)
            command.Add(option);
    }

    /// <summary>Opens the engine that the words choose, or else the configuration.</summary>
    /// <exception cref="ProblemException">There is none of this name, or it cannot be used here.</exception>
    public static RunEngine Open(Workspace workspace)
    {
        var configured = workspace.Configured;
        IReadOnlyList<string> settings = configured.Value(Settings, configured: null);
        return workspace
            .Engines()
            .Open(
                new EngineRequest(
                    configured.Value(Engine, configured.Profile.Engine),
                    FolderOf(workspace),
                    settings.Count > 0 ? ParameterBinder.Split(settings, "--engine-set") : configured.Profile.EngineSet
                )
            );
    }

    /// <summary>
    /// The folder with an engine that is named; null when none is. The variable is this machine's and wins over a
    /// configuration that many share.
    /// </summary>
    public static string? FolderOf(Workspace workspace)
    {
        var isSet = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EngineRequest.Variable));
        return workspace.Configured.Value(Folder, isSet ? null : workspace.Configured.Profile.EnginePath);
    }
}
