using System.Numerics;
using System.Reflection;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Engines;

namespace Dlnx.Verify.Running;

/// <summary>One thing that a run may need.</summary>
/// <param name="What">Its name.</param>
/// <param name="Found">What was found here.</param>
/// <param name="Remedy">How to get it, when it is missing; else empty.</param>
public sealed record DiagnosisItem(string What, string Found, string Remedy);

/// <summary>Looks at the machine that a run would use.</summary>
public static class Diagnosis
{
    /// <summary>The version of the tool and of its library.</summary>
    public static string ToolVersion => ResultsBuilder.Tool.Version;

    /// <summary>Everything worth knowing, in the order to show it.</summary>
    /// <param name="sets">The data sets that claims may ask for.</param>
    /// <param name="roots">Where they are looked for.</param>
    /// <param name="engines">The engines that can train networks.</param>
    /// <param name="kernels">The kernels besides our own that can compute dense products.</param>
    /// <param name="engineFolder">The folder with an engine that a person named; null for none.</param>
    public static IReadOnlyList<DiagnosisItem> Examine(
        DataSetCatalog sets,
        DataRoots roots,
        EngineCatalog engines,
        KernelCatalog kernels,
        string? engineFolder = null
    )
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(roots);
        ArgumentNullException.ThrowIfNull(engines);
        ArgumentNullException.ThrowIfNull(kernels);
        var tool = ResultsBuilder.Tool;
        var machine = ResultsBuilder.ThisMachine(RunKernel.Managed);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        return
        [
            new("tool", $"{tool.Version} {tool.Commit}".TrimEnd(), ""),
            new("system", machine.System, ""),
            new("runtime", machine.Runtime, ""),
            new("cores", machine.Cores.ToString(), ""),
            new("SIMD", $"{machine.VectorBits} bits, Vector<double> of {Vector<double>.Count}", ""),
            new("dense kernels", machine.Kernel, ""),
            .. kernels.Examine(),
            new("memory", $"{memory:F1} GiB available to the process", ""),
            GpuProbe.Examine(),
            .. engines.Examine(engineFolder),
            .. sets.Sets.OfType<PublishedDataSet>().Select(set => Data(set, roots)),
            Version("NUnit", typeof(NUnit.Framework.Assert)),
            Version("FsCheck", typeof(FsCheck.Config)),
        ];
    }

    private static DiagnosisItem Data(PublishedDataSet set, DataRoots roots)
    {
        if (roots.Find(set) is { } folder)
            return new(set.Title, folder.Path, "");
        var looked = roots.Named is null ? "not found" : $"not found in {roots.Named}";
        return new(set.Title, looked, $"optional: {set.Command}; or set {DataRoots.Variable} to the folder of a copy");
    }

    private static DiagnosisItem Version(string name, Type type)
    {
        var assembly = type.Assembly;
        var version =
            assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString()
            ?? "unknown";
        return new(name, version.Split('+')[0], "");
    }
}
