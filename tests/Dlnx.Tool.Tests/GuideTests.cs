using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Dlnx.Tool.Tests;

/// <summary>
/// The README's guide “Verify your own model in your own repository in five minutes”, command by command, below a folder
/// whose build settings and package sources would break any project that took them over.
/// </summary>
[NonParallelizable]
public sealed partial class GuideTests
{
    private const string Heading = "## Verify your own model in your own repository in five minutes";

    // Everything but the packages of this repository is unpacked on this machine already: it was built with it.
    private const string Sources = """
        <configuration>
          <packageSources>
            <clear />
            <add key="nothing" value="nothing" />
          </packageSources>
          <packageSourceMapping>
            <clear />
            <packageSource key="nothing">
              <package pattern="*" />
            </packageSource>
          </packageSourceMapping>
        </configuration>
        """;

    private const string Settings = """
        <Project>
          <PropertyGroup>
            <TargetFramework>net5.0</TargetFramework>
            <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <ArtifactsPath>$(MSBuildThisFileDirectory)elsewhere</ArtifactsPath>
            <RestoreLockedMode>true</RestoreLockedMode>
          </PropertyGroup>
        </Project>
        """;

    private TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void MakeSurroundings()
    {
        folder = new TemporaryFolder();
        folder.Write(Sources, "nuget.config");
        Directory.CreateDirectory(folder.At("nothing"));
        folder.Write(Settings, "Directory.Build.props");
        folder.Write(
            """<Project><Target Name="Stop" BeforeTargets="Build"><Error Text="No." /></Target></Project>""",
            "Directory.Build.targets"
        );
        folder.Write("<Project />", "Directory.Packages.props");
        folder.Write("[*.cs]\ndotnet_diagnostic.CA1707.severity = error\n", ".editorconfig");
        MakePackages();
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Its_commands_end_with_a_reproduced_claim_and_a_broken_model_with_a_broken_one()
    {
        var clock = Stopwatch.StartNew();
        var guide = Shell("checkout", Guide());
        TestContext.Out.WriteLine($"The commands of the guide took {clock.Elapsed.TotalSeconds:F1} s.");
        Assert.That(guide.ExitCode, Is.Zero, guide.Output + guide.Error);
        Assert.That(guide.Output, Does.Match("My/convergence-rate .* reproduced").And.Contain(" 1 reproduced"));
        Assert.That(File.Exists(folder.At("my-model", "dlnx-claims", "report", "index.html")));
        var changes = Shell("my-model", "git status --porcelain --untracked-files=all").Output.Trim().Split('\n');
        Assert.That(changes, Has.Length.EqualTo(11).And.None.Match("bin|obj|report"));

        Assert.That(Shell("my-model", "dotnet dlnx-verify selftest").ExitCode, Is.Zero);
        ASecondInitChangesNothing();
        ABrokenModelIsNoticed();
    }

    private void ASecondInitChangesNothing()
    {
        var before = Snapshot();
        var again = Shell("my-model", "dotnet dlnx-verify init --feed ../checkout/packages");
        Assert.That(again.ExitCode, Is.Zero, again.Output + again.Error);
        Assert.That(
            again.Output.Split('\n').Count(line => line.StartsWith("unchanged  ./", StringComparison.Ordinal)),
            Is.EqualTo(11)
        );
        Assert.That(Snapshot(), Is.EqualTo(before));
    }

    private void ABrokenModelIsNoticed()
    {
        var model = folder.At("my-model", "dlnx-claims", "GradientDescent.cs");
        File.WriteAllText(model, File.ReadAllText(model).Replace("-= step", "-= 0.9 * step", StringComparison.Ordinal));

        var run = Shell("my-model", "dotnet build dlnx-claims && dotnet dlnx-verify run --profile ci");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
        Assert.That(
            run.Output,
            Does.Match(@"broken: My/convergence-rate: The distance shrinks.*\n +dlnx-claims/ConvergenceRate\.cs:\d+")
                .And.Contain("steps at κ = 10: 78, accepted 71")
        );
        var init = Shell("my-model", "dotnet dlnx-verify init");
        Assert.That(
            init.Output,
            Does.Contain("kept       ./dlnx-claims/GradientDescent.cs: differs; `init --dry-run`")
        );
        Assert.That(File.ReadAllText(model), Does.Contain("0.9 * step"));
    }

    [Test]
    public void A_dry_run_shows_every_file_and_writes_none()
    {
        using var empty = new TemporaryFolder();

        var init = ToolProcess.Run(empty.Path, "init", "--dry-run");

        Assert.That(init.ExitCode, Is.Zero, init.Output + init.Error);
        Assert.That(
            init.Output,
            Does.Contain("+ public sealed class ConvergenceRate : ClaimSpec")
                .And.Contain("+   \"claims\": [\"My/*\"],")
                .And.Contain("+       \"commands\": [")
                .And.Contain("+           dotnet dlnx-verify run --profile ci")
                .And.EndWith("Nothing was written.\n")
        );
        Assert.That(Directory.GetFileSystemEntries(empty.Path), Is.Empty);
    }

    [TestCase("init absent", "There is no folder absent. Make it first, or name that of your repository.")]
    [TestCase("init --feed absent", "There is no package absent/Dlnx.Verify.Tool.")]
    public void What_cannot_be_set_up_gives_one_message(string line, string message)
    {
        using var empty = new TemporaryFolder();

        var init = ToolProcess.Run(empty.Path, line.Split(' '));

        Assert.That(init.ExitCode, Is.EqualTo(3));
        Assert.That(init.Error, Does.StartWith(message));
        Assert.That(init.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(Directory.GetFileSystemEntries(empty.Path), Is.Empty);
    }

    // What ./verify does in a checkout, without building again: the packages, and the tool restored from them.
    private void MakePackages()
    {
        var feed = folder.At("checkout", "packages");
        foreach (var project in new[] { "Dlnx.Verify", "Dlnx.Verify.Tool" })
            PackedTool.Dotnet(
                "pack",
                Path.Combine(PackedTool.Repository, "src", project),
                "--no-build",
                "-c",
                "Release",
                "-o",
                feed
            );
        folder.Write("#!/bin/sh\n", "checkout", "verify");
        Process.Start("chmod", ["+x", folder.At("checkout", "verify")]).WaitForExit();
        var packages = Directory.CreateDirectory(folder.At("unpacked")).FullName;
        foreach (var package in Directory.EnumerateDirectories(UnpackedPackages()))
        {
            if (!Path.GetFileName(package).StartsWith("dlnx", StringComparison.Ordinal))
                Directory.CreateSymbolicLink(Path.Combine(packages, Path.GetFileName(package)), package);
        }
        // The same entries that `init` writes: the checkout has them too.
        var restored = Shell("checkout", "\"$0\" init --feed packages && dotnet tool restore");
        Assert.That(restored.ExitCode, Is.Zero, restored.Output + restored.Error);
    }

    private static string UnpackedPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Guide()
    {
        var readme = File.ReadAllText(Path.Combine(PackedTool.Repository, "README.md"));
        var section = readme[readme.IndexOf(Heading, StringComparison.Ordinal)..];
        return Commands().Match(section).Groups["commands"].Value;
    }

    // Packages and tools of this test's own: what the machine has of the same version may be older.
    private ProcessResult Shell(string below, string lines) =>
        ToolProcess.Shell(
            folder.At(below),
            $"set -eu\nexport NUGET_PACKAGES='{folder.At("unpacked")}' DOTNET_CLI_HOME='{folder.At("home")}' DOTNET_NOLOGO=1\n{lines}"
        );

    private Dictionary<string, string> Snapshot() =>
        Directory
            .EnumerateFiles(folder.At("my-model"), "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/.git/", StringComparison.Ordinal))
            .ToDictionary(path => path, File.ReadAllText);

    [GeneratedRegex("```sh\n(?<commands>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commands();
}
