using System.Reflection;
using System.Runtime.InteropServices;
using Dlnx.Networks.Engines;
using TorchSharp;

namespace Dlnx.Torch;

/// <summary>Loads libtorch and finds the device to compute on.</summary>
internal static class TorchDevices
{
    private const string Native = "LibTorchSharp";
    private const string Cuda = "cuda";
    private const string GpuFolder = "/proc/driver/nvidia/gpus";

    private static readonly Assembly TorchSharpAssembly = typeof(torch.Device).Assembly;

    // The device that the package beside this assembly is for.
    private static readonly string BuiltFor =
        typeof(TorchDevices)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(data => data.Key == "Dlnx.TorchDevice")
            ?.Value
        ?? "cpu";

    /// <summary>The libraries that compute.</summary>
    public static string Versions =>
        $"TorchSharp {TorchSharpAssembly.GetName().Version?.ToString(3)}, libtorch {torch.__version__}"
        + (BuiltFor == Cuda ? $", CUDA {CudaVersion()}" : ", without CUDA");

    /// <summary>Loads libtorch, sets what it may do and returns the device.</summary>
    /// <exception cref="EngineException">a library, the driver or the device is missing</exception>
    public static torch.Device Start(EngineSettings settings)
    {
        var name = settings.Device.Length == 0 ? BuiltFor : settings.Device;
        var (type, index) = Parse(name);
        LoadNative();
        if (type == DeviceType.CUDA)
            RequireCuda(name, index);
        else
            // Checks run side by side already; one thread also keeps the order of sums.
            torch.set_num_threads(1);
        torch.backends.cuda.matmul.allow_tf32 = settings.Arithmetic == MatrixArithmetic.Reduced;
        torch.backends.cudnn.allow_tf32 = settings.Arithmetic == MatrixArithmetic.Reduced;
        return new torch.Device(type, type == DeviceType.CUDA ? Math.Max(index, 0) : -1);
    }

    /// <summary>The device's name in results, with the model where the driver names a single one.</summary>
    public static string Describe(torch.Device device)
    {
        if (device.type != DeviceType.CUDA)
            return "cpu";
        string[] models = Directory.Exists(GpuFolder)
            ?
            [
                .. Directory
                    .EnumerateFiles(GpuFolder, "information", SearchOption.AllDirectories)
                    .SelectMany(File.ReadLines)
                    .Where(line => line.StartsWith("Model:", StringComparison.Ordinal))
                    .Select(line => line["Model:".Length..].Trim()),
            ]
            : [];
        return models.Length == 1 ? $"{Cuda}:{device.index} ({models[0]})" : $"{Cuda}:{device.index}";
    }

    private static (DeviceType Type, int Index) Parse(string name)
    {
        if (name == "cpu")
            return (DeviceType.CPU, -1);
        if (name == Cuda)
            return (DeviceType.CUDA, -1);
        return
            name.StartsWith($"{Cuda}:", StringComparison.Ordinal)
            && int.TryParse(name[5..], out var index)
            && index >= 0
            ? (DeviceType.CUDA, index)
            : throw new EngineException($"There is no device '{name}'; the devices are cpu, cuda, cuda:0, cuda:1, ….");
    }

    // TorchSharp would write its search to the console and throw a page of it.
    private static void LoadNative()
    {
        try
        {
            NativeLibrary.Load(Native, TorchSharpAssembly, searchPath: null);
        }
        catch (DllNotFoundException e)
        {
            throw new EngineException($"The libraries of libtorch cannot be loaded: {CauseOf(e)}", e);
        }
    }

    // The runtime lists every place it looked at; the cause is the line that is not about the library itself being absent.
    private static string CauseOf(DllNotFoundException e)
    {
        var lines = e.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var causes = lines
            .Skip(1)
            .Where(line =>
                !(
                    line.Contains(Native, StringComparison.Ordinal)
                    && line.EndsWith("No such file or directory", StringComparison.Ordinal)
                )
            );
        return causes.FirstOrDefault() ?? $"there is no {Native} beside the engine.";
    }

    private static void RequireCuda(string name, int index)
    {
        const string otherwise = "or compute on the processor: --engine-set device=cpu";
        if (BuiltFor != Cuda)
            throw new EngineException(
                $"The engine was built without CUDA, but the device is '{name}'. Publish it again with "
                    + $"-p:TorchDevice=cuda, {otherwise}"
            );
        if (!torch.cuda.is_available())
            throw new EngineException(
                $"libtorch finds no CUDA driver or no GPU. Install a driver of NVIDIA for CUDA {CudaVersion()} or newer, "
                    + $"so that nvidia-smi lists the GPU; {otherwise}"
            );
        if (index >= torch.cuda.device_count())
            throw new EngineException(
                $"There is no {name}: libtorch finds {torch.cuda.device_count()} GPUs, from cuda:0."
            );
    }

    // The constant that TorchSharp finds its native packages with; it has no other name for it.
    private static string CudaVersion() =>
        typeof(torch).GetField("cudaVersion", BindingFlags.Static | BindingFlags.NonPublic)?.GetRawConstantValue()
            as string
        ?? "of an unknown version";
}
