namespace Dlnx.Tool.Tests;

/// <summary>
/// The tool over a library that is wrong on purpose: one formula of the sources is changed, only the library is
/// rebuilt, and the claims that rest on it must break.
/// </summary>
public sealed class WrongTheoryTests
{
    [TestCase(
        "Linear/PathwaySharpness.cs",
        "depth * Math.Pow(sigma, 2 - (2 / depth))",
        "depth * Math.Pow(sigma, 2 - (1 / depth))",
        "B/lem-1",
        TestName = "{m}: the exponent of the sharpness"
    )]
    [TestCase(
        "Linear/DeepLinearNetwork.cs",
        "DenseKernels.MultiplyTransposedRight(error, input, weights, Shape, -learningRate, 1);",
        "DenseKernels.MultiplyTransposedRight(error, input, weights, Shape, learningRate, 1);",
        "B/thm-1",
        TestName = "{m}: the sign of the gradient"
    )]
    [TestCase(
        "Flatness/MomentumStability.cs",
        "2 * (1 + firstDecay) / (1 - firstDecay);",
        "2 * (1 + firstDecay);",
        "D/I-momentum",
        TestName = "{m}: the threshold with momentum"
    )]
    public void A_wrong_formula_breaks_its_claims(string file, string right, string wrong, string claim)
    {
        using var folder = new TemporaryFolder();
        Copy(PackedTool.Assemblies, folder.At("tool"));
        var library = RebuildLibrary(folder, file, right, wrong);
        File.Copy(library, folder.At("tool", "Dlnx.dll"), overwrite: true);

        var run = ToolProcess
            .Start(
                "dotnet",
                folder.Path,
                folder.At("tool", "Dlnx.Verify.Tool.dll"),
                "run",
                "B/lem-1",
                "B/thm-1",
                "D/I-momentum",
                "--tier",
                "fast"
            )
            .Wait();
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
        Assert.That(run.Output, Does.Contain($"broken: {claim}: "));
    }

    private static string RebuildLibrary(TemporaryFolder folder, string file, string right, string wrong)
    {
        var project = folder.At("src", "Dlnx");
        Copy(Path.Combine(PackedTool.Repository, "src", "Dlnx"), project);
        foreach (var shared in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" })
            File.Copy(Path.Combine(PackedTool.Repository, shared), folder.At(shared));
        var source = Path.Combine(project, file);
        var text = File.ReadAllText(source);
        Assert.That(text, Does.Contain(right), $"{file} no longer has the formula that this test changes.");
        File.WriteAllText(source, text.Replace(right, wrong, StringComparison.Ordinal));
        PackedTool.Dotnet("build", project, "-c", "Release", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false");
        return folder.At("artifacts", "bin", "Dlnx", "release", "Dlnx.dll");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
