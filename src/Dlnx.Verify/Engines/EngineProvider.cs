using System.Reflection;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Engines;

/// <summary>An engine that a spec assembly can open; found by reflection, needs a constructor without arguments.</summary>
public abstract class EngineProvider
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Opens the engine for a run.</summary>
    /// <param name="request">Where it is and how it computes.</param>
    /// <exception cref="ProblemException">It cannot be used here; the message says what is missing and what to do.</exception>
    public abstract RunEngine Open(EngineRequest request);

    /// <summary>What of the engine is found here, or what is missing and how to get it.</summary>
    /// <param name="request">Where it is and how it computes.</param>
    public abstract DiagnosisItem Examine(EngineRequest request);
}

/// <summary>The engines of the loaded spec assemblies.</summary>
public sealed class EngineCatalog
{
    private readonly IReadOnlyList<EngineProvider> providers;

    private EngineCatalog(IReadOnlyList<EngineProvider> providers) => this.providers = providers;

    /// <summary>All names; the first one is <see cref="RunEngine.ManagedName"/>.</summary>
    public IReadOnlyList<string> Names =>
        [
            RunEngine.ManagedName,
            .. providers.Select(provider => provider.Name).Where(name => name != RunEngine.ManagedName),
        ];

    /// <summary>Finds the engines of spec assemblies.</summary>
    public static EngineCatalog Load(IEnumerable<Assembly> assemblies) =>
        new(SpecTypes.Instances<EngineProvider>(assemblies));

    /// <summary>Opens an engine.</summary>
    /// <exception cref="ProblemException">There is none of this name, or it cannot be used here.</exception>
    public RunEngine Open(EngineRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (providers.FirstOrDefault(provider => provider.Name == request.Name) is { } found)
            return found.Open(request) with { Request = request };
        return request is { Name: RunEngine.ManagedName, Settings.Count: 0 }
            ? RunEngine.Managed
            : throw new ProblemException(
                $"--engine is '{request.Name}'; the engines are {string.Join(", ", Names)}."
                    + Suggestions.DidYouMean(request.Name, Names),
                ExitCode.Usage
            );
    }

    /// <summary>What is found of every engine.</summary>
    /// <param name="folder">The folder that a person named; null for none.</param>
    public IReadOnlyList<DiagnosisItem> Examine(string? folder) =>
        providers.Count == 0
            ? [new($"engine {RunEngine.ManagedName}", RunEngine.Managed.Precision, "")]
            : [.. providers.Select(provider => provider.Examine(EngineRequest.Of(provider.Name, folder)))];
}
