using Dlnx.Verify.Results;
using Dlnx.Verify.Tests.Exporters;

namespace Dlnx.Tool.Tests;

/// <summary><c>report</c> as a process: rebuilds, merges, and refuses what it cannot read.</summary>
public sealed class ReportTests
{
    [Test]
    public void Rebuilds_byte_identical_files_from_results()
    {
        using var folder = new TemporaryFolder();
        ResultsFile.Write(folder.At("results.json"), SampleResults.Small());
        foreach (var name in new[] { "one", "two" })
            Assert.That(ToolProcess.Run(folder.Path, "report", "results.json", "--out", name).ExitCode, Is.Zero);
        foreach (var file in Directory.EnumerateFiles(folder.At("one"), "*", SearchOption.AllDirectories))
        {
            var twin = folder.At("two", Path.GetRelativePath(folder.At("one"), file));
            Assert.That(File.ReadAllBytes(twin), Is.EqualTo(File.ReadAllBytes(file)), file);
        }
    }

    [Test]
    public void Merging_other_seeds_says_so()
    {
        using var folder = new TemporaryFolder();
        var results = SampleResults.Run(SampleResults.Claim("P/one"));
        ResultsFile.Write(folder.At("a.json"), results);
        ResultsFile.Write(folder.At("b.json"), results with { Run = results.Run with { Seed = "2" } });
        var report = ToolProcess.Run(folder.Path, "report", "a.json", "b.json", "--out", "merged");
        Assert.That(report.Output, Does.Contain("different seeds: 1, 2"));
        Assert.That(File.ReadAllText(folder.At("merged", "index.html")), Does.Contain("different seeds: 1, 2"));
    }

    [TestCase("{ \"schema\": \"dlnx-verify/results/1\", \"tool\": { \"vers", "not a complete results file")]
    [TestCase("{ \"schema\": \"dlnx-verify/results/1\" }", "not a complete results file")]
    [TestCase("{ \"schema\": \"dlnx-verify/results/99\" }", "Use the tool version that wrote it")]
    [TestCase("{ \"coverage\": 1 }", "names no schema")]
    [TestCase("", "not a complete results file")]
    public void Unreadable_results_give_one_message_and_leave_the_report_untouched(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var page = folder.Write("an older report", "out", "index.html");
        folder.Write(text, "results.json");
        var report = ToolProcess.Run(folder.Path, "report", "results.json", "--out", "out");
        Assert.That(report.ExitCode, Is.EqualTo(3));
        Assert.That(report.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(report.Error, Does.Contain(message).And.Contain("results.json"));
        Assert.That(File.ReadAllText(page), Is.EqualTo("an older report"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.At("out")).Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var report = ToolProcess.Run(folder.Path, "report", "nowhere.json");
        Assert.That(report.ExitCode, Is.EqualTo(3));
        Assert.That(report.Error, Does.Contain("nowhere.json"));
    }
}
