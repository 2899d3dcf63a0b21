namespace Dlnx.Verify.Tests.Results;

public sealed class ResultsFileTests
{
    [Test]
    public void Results_come_back_as_they_were_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("out/results.json");

        ResultsFile.Write(path, SampleResults.Full);
        var read = ResultsFile.Read(path);

        Assert.That(SampleResults.Text(read), Is.EqualTo(SampleResults.Text(SampleResults.Full)));
        Assert.That(RunOutcome.Of(read), Is.EqualTo(RunOutcome.Of(SampleResults.Full)));
        Assert.That(Directory.GetFiles(folder.PathOf("out")), Is.EqualTo([path]));
    }

    [Test]
    public void Writing_replaces_an_older_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("results.json", "older");

        ResultsFile.Write(path, SampleResults.Full);

        Assert.That(ResultsFile.Read(path).Claims, Has.Count.EqualTo(SampleResults.Full.Claims.Count));
    }

    [Test]
    public void A_file_cut_anywhere_is_refused()
    {
        using var folder = new TemporaryFolder();
        var text = SampleResults.Text(SampleResults.Full);
        for (var length = 0; length < text.Length; length += 997)
        {
            var path = folder.Write("results.json", text[..length]);

            Assert.That(Refused(path).Message, Does.Match(@" line \d+ is not a complete results file: "));
        }
    }

    [TestCase("[]", "names no schema; this tool reads \"dlnx-verify/results/1\".")]
    [TestCase("{}", "names no schema; this tool reads \"dlnx-verify/results/1\".")]
    [TestCase("""{"schema": 1}""", "names no schema")]
    [TestCase("""{"schema": "dlnx-verify/results/2"}""", "has the schema \"dlnx-verify/results/2\"; this tool reads")]
    [TestCase("""{"schema": "dlnx-verify/golden/1"}""", "has the schema \"dlnx-verify/golden/1\"; this tool reads")]
    [TestCase("""{"schema": "dlnx-verify/results/1"}""", "is not a complete results file")]
    public void A_foreign_or_newer_file_is_refused(string text, string message)
    {
        using var folder = new TemporaryFolder();

        Assert.That(Refused(folder.Write("results.json", text)).Message, Does.Contain(message));
    }

    [TestCase("\"kind\": \"agreement\",", "")]
    [TestCase("\"kind\": \"agreement\"", "\"kind\": \"opinion\"")]
    [TestCase("\"tier\": \"Standard\"", "\"tier\": 1")]
    [TestCase("\"tier\": \"Standard\"", "\"tier\": \"Later\"")]
    [TestCase("\"seconds\": ", "\"seconds\": null, \"was\": ")]
    [TestCase("\"checks\": [", "\"checks\": null, \"were\": [")]
    [TestCase("\"title\": \"", "\"title\": \"\\ud800")]
    [TestCase("\"holds\"", "\"stands\"")]
    public void A_damaged_entry_is_refused(string good, string bad)
    {
        using var folder = new TemporaryFolder();
        var text = SampleResults.Text(SampleResults.Full);
        var at = text.IndexOf(good, StringComparison.Ordinal);
        var path = folder.Write("results.json", text[..at] + bad + text[(at + good.Length)..]);

        Assert.That(Refused(path).Message, Does.Contain("is not a complete results file"));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();

        var path = folder.PathOf("results.json");
        Assert.That(
            Refused(path).Message,
            Is.EqualTo($"There is no results file {path}. A run writes one: `dotnet dlnx-verify run --out FOLDER`.")
        );
        Assert.That(Refused(folder.Path).Message, Does.StartWith("Cannot read "));
    }

    private static ProblemException Refused(string path)
    {
        var problem = Assert.Throws<ProblemException>(() => ResultsFile.Read(path));
        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(problem.Message, Does.Contain(path));
        return problem;
    }
}
