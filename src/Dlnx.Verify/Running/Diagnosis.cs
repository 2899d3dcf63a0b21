using System.Numerics;
using System.Reflection;

namespace Dlnx.Verify.Running;

/// <summary>One thing that a run may need.</summary>
/// <param name="What">Its name.</param>
/// <param name="Found">What was found here.</param>
/// <param name="Remedy">How to get it, when it is missing; else empty.</param>
public sealed record DiagnosisItem(string What, string Found, string Remedy);

/// <summary>Looks at the machine that a run would use.</summary>
public static class Diagnosis
{
    /// <summary>Names the folder with data sets.</summary>
    public const string DataVariable = "DLNX_DATA";

    /// <summary>Everything worth knowing, in the order to show it.</summary>
    public static IReadOnlyList<DiagnosisItem> Examine()
    {
        var tool = ResultsBuilder.Tool;
        var machine = ResultsBuilder.ThisMachine();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        return
        [
            new("tool", $"{tool.Version} {tool.Commit}".TrimEnd(), ""),
            new("system", machine.System, ""),
            new("runtime", machine.Runtime, ""),
            new("cores", machine.Cores.ToString(), ""),
            new("SIMD", $"{machine.VectorBits} bits, Vector<double> of {Vector<double>.Count}", ""),
            new("dense kernels", machine.Kernel, ""),
            new("memory", $"{memory:F1} GiB available to the process", ""),
            Gpu(),
            Data("MNIST", "train-images-idx3-ubyte", "the four IDX files"),
            Data("CIFAR-10", "data_batch_1.bin", "the binary version's data_batch_*.bin and test_batch.bin"),
            Version("NUnit", typeof(NUnit.Framework.Assert)),
            Version("FsCheck", typeof(FsCheck.Config)),
        ];
    }

    private static DiagnosisItem Gpu()
    {
        const string driver = "/proc/driver/nvidia/version";
        return File.Exists(driver)
            ? new("GPU", File.ReadLines(driver).First(), "")
            : new("GPU", "none", "not needed: every claim of the default tiers runs on the processor");
    }

    private static DiagnosisItem Data(string name, string file, string content)
    {
        var folder = Environment.GetEnvironmentVariable(DataVariable);
        if (string.IsNullOrEmpty(folder))
            return new(name, "not found", $"optional: put {content} into a folder and set {DataVariable} to it");
        var found = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories).FirstOrDefault()
            : null;
        return found is null
            ? new(name, $"not found in {folder}", $"optional: put {content} there")
            : new(name, Path.GetDirectoryName(found)!, "");
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
