using System.Diagnostics;

namespace Dlnx.Tool.Tests;

/// <summary>The tool as a user gets it: packed, installed from the package into a folder of its own.</summary>
[SetUpFixture]
public sealed class PackedTool
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("dlnx-tool-").FullName;

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = RootAbove(AppContext.BaseDirectory);

    /// <summary>The folder with the tool's assemblies, as the package laid them out.</summary>
    public static string Assemblies =>
        Path.GetDirectoryName(
            Directory.EnumerateFiles(Folder, "Dlnx.Verify.Tool.dll", SearchOption.AllDirectories).First()
        )!;

    /// <summary>The command that the package installs.</summary>
    public static string Command => Path.Combine(Folder, "dlnx-verify");

    [OneTimeSetUp]
    public void PackAndInstall()
    {
        // A version of its own, so that no cache can hand out an older package.
        var version = $"0.0.0-e2e.{DateTime.UtcNow.Ticks}";
        var project = Path.Combine(Repository, "src", "Dlnx.Verify.Tool");
        var feed = Path.Combine(Folder, "feed");
        Dotnet("pack", project, "--no-build", "-c", "Release", "-o", feed, $"-p:PackageVersion={version}");
        Dotnet("tool", "install", "Dlnx.Verify.Tool", "--tool-path", Folder, "--source", feed, "--version", version);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);

    /// <summary>Runs a command of the .NET SDK and fails with its output when it fails.</summary>
    public static void Dotnet(params string[] arguments)
    {
        var result = ToolProcess.Start("dotnet", Repository, arguments).Wait();
        if (result.ExitCode != 0)
            throw new InvalidOperationException(
                $"dotnet {string.Join(' ', arguments)}:\n{result.Output}{result.Error}"
            );
    }

    private static string RootAbove(string start)
    {
        var folder = new DirectoryInfo(start);
        while (!File.Exists(Path.Combine(folder.FullName, "Dlnx.Verify.sln")))
            folder =
                folder.Parent ?? throw new InvalidOperationException("There is no Dlnx.Verify.sln above the tests.");
        return folder.FullName;
    }
}
