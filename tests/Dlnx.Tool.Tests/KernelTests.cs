using System.Text.Json.Nodes;

namespace Dlnx.Tool.Tests;

/// <summary>The packed tool with the dense products of OpenBLAS, and without one.</summary>
public sealed class KernelTests
{
    // A processor without fused multiply-adds, whose last bits are certainly not ours.
    private const string Processor = "OPENBLAS_CORETYPE=Prescott";

    [Test]
    public void A_run_computes_with_the_kernel_that_it_names([Values("", "--isolate")] string word)
    {
        using var folder = new TemporaryFolder();
        RequireOpenBlas(folder);
        const string command = "\"$0\" run B/lem-1 --tier fast";
        var managed = ToolProcess.Shell(folder.Path, $"{command} --out own");
        var run = ToolProcess.Shell(folder.Path, $"{Processor} {command} --kernel openblas {word}");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var (own, native) = (Results(folder, "own"), Results(folder, "dlnx-report"));
        var title = (string)native["machine"]!["kernel"]!;
        Assert.That(title, Does.Match("^OpenBLAS .* Prescott$"));
        Assert.That(run.Output, Does.Contain($"seed 1, {title}, "));
        Assert.That(managed.Output, Does.Not.Contain("OpenBLAS"));
        Assert.That((string)own["machine"]!["kernel"]!, Is.EqualTo("managed"));
        Assert.That(Evidence(native), Is.Not.EqualTo(Evidence(own)));
    }

    [Test]
    public void A_configuration_may_name_it_but_numbers_are_accepted_with_our_own()
    {
        using var folder = new TemporaryFolder();
        RequireOpenBlas(folder);
        folder.Write("""{ "kernel": "openblas", "golden": "mine" }""", "dlnx-verify.json");

        var run = ToolProcess.Run(folder.Path, "run", "B/lem-1", "--tier", "fast");
        Assert.That(run.Output, Does.Contain("seed 1, OpenBLAS "), run.Error);
        var accepted = ToolProcess.Run(folder.Path, "golden", "accept", "B/lem-1");
        Assert.That(accepted.ExitCode, Is.Zero, accepted.Error);
        foreach (var file in Directory.EnumerateFiles(folder.Path, "lem-1.json", SearchOption.AllDirectories))
            Assert.That(File.ReadAllText(file), Does.Contain("\"kernel\": \"managed\""));

        var asked = ToolProcess.Run(folder.Path, "golden", "accept", "B/lem-1", "--kernel", "openblas");
        Assert.That(asked.ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Without_the_library_a_run_that_asks_for_it_ends_before_it_begins()
    {
        using var folder = new TemporaryFolder();
        var refused = ToolProcess.Shell(folder.Path, "DLNX_BLAS=/nowhere.so \"$0\" run B/lem-1 --kernel openblas");

        Assert.That(refused.ExitCode, Is.EqualTo(3));
        Assert.That(refused.Error, Does.StartWith("DLNX_BLAS is '/nowhere.so', which is no library"));
        Assert.That(Directory.Exists(folder.At("dlnx-report")), Is.False);
        var doctor = ToolProcess.Shell(folder.Path, "DLNX_BLAS=/nowhere.so \"$0\" doctor");
        Assert.That(doctor.ExitCode, Is.Zero);
        Assert.That(doctor.Output, Does.Match(@"native BLAS +not usable +optional: DLNX_BLAS is '/nowhere\.so'"));
    }

    [Test]
    public void Another_word_is_refused_by_every_command_that_runs()
    {
        using var folder = new TemporaryFolder();
        foreach (
            var command in (string[][])
                [
                    ["run"],
                    ["submit", "slurm", "--tasks", "2"],
                ]
        )
        {
            var refused = ToolProcess.Run(folder.Path, [.. command, "--kernel", "openblsa"]);
            Assert.That(refused.ExitCode, Is.EqualTo(2));
            Assert.That(
                refused.Error,
                Does.StartWith("--kernel is 'openblsa'; expected managed, openblas. Did you mean openblas?")
            );
        }
    }

    private static void RequireOpenBlas(TemporaryFolder folder)
    {
        var doctor = ToolProcess.Shell(folder.Path, $"{Processor} \"$0\" doctor").Output;
        if (!doctor.Contains("run --kernel openblas", StringComparison.Ordinal))
            Assert.Ignore("There is no OpenBLAS here. Debian has it: apt-get install libopenblas0-pthread");
        if (!doctor.Contains("Prescott", StringComparison.Ordinal))
            Assert.Ignore("The OpenBLAS here computes for one processor only.");
    }

    private static JsonNode Results(TemporaryFolder folder, string report) =>
        JsonNode.Parse(File.ReadAllText(folder.At(report, "results.json")))!;

    private static List<string> Evidence(JsonNode results) =>
        [
            .. results["claims"]!
                .AsArray()
                .SelectMany(claim => claim!["checks"]!.AsArray())
                .Select(check => check!["evidence"]!.ToJsonString()),
        ];
}
