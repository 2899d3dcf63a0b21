using System.ComponentModel;
using System.Diagnostics;
using Dlnx.Verify.Engines;

namespace Dlnx.Verify.Running;

/// <summary>Looks for NVIDIA processors.</summary>
internal static class GpuProbe
{
    private const string Driver = "/proc/driver/nvidia/version";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static DiagnosisItem Examine() =>
        (Query() ?? Version()) is { } found
            ? new("GPU", found, "")
            : new("GPU", "none", $"not needed: the engine {RunEngine.ManagedName} runs on the processor");

    // Name, driver and memory of each, as the driver's own tool prints them; null without the tool.
    private static string? Query()
    {
        var start = new ProcessStartInfo(
            "nvidia-smi",
            ["--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return null;
            }
            var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return process.ExitCode == 0 && lines.Length > 0
                ? string.Join("; ", lines.Select(line => line.Trim()))
                : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string? Version() => File.Exists(Driver) ? File.ReadLines(Driver).FirstOrDefault() : null;
}
