using System.Reflection;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Engines;

/// <summary>
/// A library that a spec assembly can take its dense products from; found by reflection, needs a constructor without
/// arguments.
/// </summary>
public abstract class KernelProvider
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Makes all dense products of this process come from it, from now on.</summary>
    /// <exception cref="ProblemException">It cannot be used here; the message says what is missing and what to do.</exception>
    public abstract RunKernel Use();

    /// <summary>What of it is found here, or what is missing and how to get it.</summary>
    public abstract DiagnosisItem Examine();
}

/// <summary>The kernels of the loaded spec assemblies.</summary>
public sealed class KernelCatalog
{
    private readonly IReadOnlyList<KernelProvider> providers;

    private KernelCatalog(IReadOnlyList<KernelProvider> providers) => this.providers = providers;

    /// <summary>Finds the kernels of spec assemblies.</summary>
    public static KernelCatalog Load(IEnumerable<Assembly> assemblies) =>
        new(SpecTypes.Instances<KernelProvider>(assemblies));

    /// <summary>Makes a kernel the one of this process, before it computes anything.</summary>
    /// <param name="name">One of <see cref="RunKernel.Names"/>.</param>
    /// <exception cref="ProblemException">There is none of this name, or it cannot be used here.</exception>
    public RunKernel Use(string name)
    {
        if (name == RunKernel.ManagedName)
            return RunKernel.Managed;
        return providers.FirstOrDefault(provider => provider.Name == name) is { } found
            ? found.Use()
            : throw new ProblemException($"No spec assembly has the kernel '{name}'.", ExitCode.Usage);
    }

    /// <summary>What is found of every kernel besides our own.</summary>
    public IReadOnlyList<DiagnosisItem> Examine() => [.. providers.Select(provider => provider.Examine())];
}
