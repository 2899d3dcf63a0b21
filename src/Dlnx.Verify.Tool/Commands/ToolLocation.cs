using System.Runtime.InteropServices;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>Where this tool is, for starting it from elsewhere.</summary>
internal static class ToolLocation
{
    /// <summary>
    /// The host and the tool's assembly by absolute paths: independent of search paths, of the shim that a package installs,
    /// and of tool manifests.
    /// </summary>
    public static IReadOnlyList<string> Command() => [Host(), typeof(ToolLocation).Assembly.Location];

    // The runtime lies in shared/Microsoft.NETCore.App/version beside the host.
    private static string Host() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
