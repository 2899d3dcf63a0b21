using System.Text.Json.Nodes;

namespace Dlnx.Tool.Tests;

/// <summary>Stepping through changes with answers from a pipe, and what CI may not do.</summary>
public sealed class GoldenReviewTests
{
    private const string NoVerdicts = """{ "schema": "dlnx-verify/verdicts/2", "verdicts": {} }""";

    private static readonly string[] Changed = ["form (U): eigenvalue 1", "form (B): eigenvalue 1"];

    [Test]
    public void Accepts_one_change_and_keeps_the_rejected_one()
    {
        using var folder = WithTwoChanges();

        var review = ToolProcess.Shell(
            folder.Path,
            "printf 'r\\na\\ns\\n' | \"$0\" golden review B/lem-1 --reason 'a new reference'"
        );

        Assert.That(review.ExitCode, Is.EqualTo(1), review.Output + review.Error);
        Assert.That(
            review.Output,
            Does.Match(@"(?s)\[1/3\] B/lem-1: form \(U\).*difference: .*rel\.\).*\[2/3\] B/lem-1: form \(B\)")
                .And.Contain("1 accepted, 1 rejected, 1 left open.")
                .And.Contain("Rejected: B/lem-1")
        );
        var golden = Golden(folder);
        Assert.That((double)golden["numbers"]![Changed[0]]!["value"]!, Is.EqualTo(13.5));
        Assert.That((double)golden["numbers"]![Changed[1]]!["value"]!, Is.EqualTo(12.98).Within(0.01));
        Assert.That((string?)golden["accepted"]!["reason"], Is.EqualTo("a new reference"));
        Assert.That(File.ReadAllText(folder.At("golden", "verdicts.json")), Is.EqualTo(NoVerdicts));
    }

    [Test]
    public void Shows_the_way_to_the_figures_of_a_changed_claim()
    {
        using var folder = new TemporaryFolder();
        folder.Write(NoVerdicts, "golden", "verdicts.json");

        var review = ToolProcess.Shell(folder.Path, "\"$0\" golden review B/fig-5 </dev/null");

        Assert.That(review.ExitCode, Is.EqualTo(1), review.Output + review.Error);
        Assert.That(review.Output, Does.Match(@"figure: +file://.*/dlnx-report/review/index\.html#B/fig-5"));
        var path = review.Output.Split('\n').First(line => line.EndsWith(".vl.json", StringComparison.Ordinal));
        Assert.That(File.Exists(folder.At(path.Split(' ')[^1])), path);
    }

    [Test]
    public void Without_answers_nothing_is_written()
    {
        using var folder = WithTwoChanges();
        var before = Golden(folder).ToJsonString();

        var review = ToolProcess.Shell(folder.Path, "\"$0\" golden review B/lem-1 </dev/null");

        Assert.That(review.ExitCode, Is.EqualTo(1));
        Assert.That(review.Output, Does.Contain("0 accepted, 0 rejected, 3 left open."));
        Assert.That(Golden(folder).ToJsonString(), Is.EqualTo(before));
    }

    [TestCase("golden accept B/lem-1 --reason because")]
    [TestCase("golden accept --tier full")]
    [TestCase("golden accept B/lem-1 --golden elsewhere")]
    [TestCase("golden review B/lem-1")]
    public void In_CI_nothing_is_accepted(string arguments)
    {
        using var folder = WithTwoChanges();
        var before = Golden(folder).ToJsonString();

        foreach (var value in new[] { "true", "True", "1" })
        {
            var refused = ToolProcess.Shell(folder.Path, $"yes A | CI={value} \"$0\" {arguments}");
            Assert.That(refused.ExitCode, Is.EqualTo(2), refused.Output);
            Assert.That(refused.Error, Does.Contain("CI=true"));
        }
        Assert.That(Golden(folder).ToJsonString(), Is.EqualTo(before));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path).Count(), Is.EqualTo(1));
    }

    private static JsonNode Golden(TemporaryFolder folder) =>
        JsonNode.Parse(File.ReadAllText(folder.At("golden", "B", "lem-1.json")))!;

    private static TemporaryFolder WithTwoChanges()
    {
        var folder = new TemporaryFolder();
        var accepted = Path.Combine(PackedTool.Repository, "golden", "B", "lem-1.json");
        var golden = JsonNode.Parse(File.ReadAllText(accepted))!;
        foreach (var name in Changed)
            golden["numbers"]![name]!["value"] = 13.5;
        folder.Write(golden.ToJsonString(), "golden", "B", "lem-1.json");
        folder.Write(NoVerdicts, "golden", "verdicts.json");
        return folder;
    }
}
