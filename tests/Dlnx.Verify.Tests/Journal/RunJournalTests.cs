using System.Text;
using System.Text.Json;

namespace Dlnx.Verify.Tests.Journal;

public sealed class RunJournalTests
{
    private static readonly RunOptions Options = new() { Selection = ["Sample/everything", "Sample/aliased"] };

    private static JournalHeader Header => JournalHeader.Of(Options, Samples.Catalog);

    [Test]
    public void Keeps_every_ended_check_as_it_is_in_the_results()
    {
        using var folder = new TemporaryFolder();
        using var journal = RunJournal.Start(folder.PathOf("j"), Header);
        var results = Samples.Run(Options, journal: journal);

        var kept = JournalContent.Read(folder.PathOf("j"));

        var expected = results.Claims.SelectMany(claim => claim.Checks.Select(check => Text(claim.Id, check)));
        Assert.That(kept.Records.Select(record => Text(record.Claim, record.Check)), Is.EquivalentTo(expected));
        Assert.That(kept.Length, Is.EqualTo(new FileInfo(folder.PathOf("j")).Length));
    }

    [Test]
    public void Continuing_runs_only_what_had_not_ended_and_gives_the_same_results()
    {
        using var folder = new TemporaryFolder();
        var whole = Samples.Run(Options);
        using (var first = RunJournal.Start(folder.PathOf("j"), Header))
        {
            var claim = whole.Claims[0];
            first.TryAppend(claim.Id, claim.Checks[0]);
        }

        using var second = RunJournal.Resume(folder.PathOf("j"), Header);
        var continued = Samples.Run(Options, journal: second);

        var checks = whole.Claims.Sum(claim => claim.Checks.Count);
        Assert.That(second.Completed, Has.Count.EqualTo(1));
        Assert.That(JournalContent.Read(folder.PathOf("j")).Records, Has.Count.EqualTo(checks));
        Assert.That(WithoutTimes(continued), Is.EqualTo(WithoutTimes(whole)));
    }

    [Test]
    public void A_last_record_cut_at_any_byte_is_left_out_and_overwritten()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("j");
        var check = Samples.Run(Options).Claims[0].Checks[0];
        using (var journal = RunJournal.Start(path, Header))
        {
            journal.TryAppend("Sample/everything", check);
            journal.TryAppend("Sample/everything", check with { Name = "last" });
        }
        var content = File.ReadAllBytes(path);
        var lastRecord = Array.LastIndexOf(content, (byte)'\n', content.Length - 2) + 1;
        for (var length = lastRecord; length < content.Length; length++)
        {
            File.WriteAllBytes(path, content[..length]);
            using (var journal = RunJournal.Resume(path, Header))
            {
                Assert.That(journal.Completed.Select(record => record.Check.Name), Is.EqualTo([check.Name]));
                journal.TryAppend("Sample/everything", check with { Name = "again" });
            }
            Assert.That(
                JournalContent.Read(path).Records.Select(record => record.Check.Name),
                Is.EqualTo([check.Name, "again"])
            );
        }
    }

    [Test]
    public void A_tail_of_zeros_after_a_power_loss_is_left_out()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("j");
        RunJournal.Start(path, Header).Dispose();
        File.AppendAllBytes(path, new byte[4096]);
        using var journal = RunJournal.Resume(path, Header);
        Assert.That(journal.Completed, Is.Empty);
    }

    [Test]
    public void A_file_cut_in_its_first_line_is_started_anew()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("j");
        RunJournal.Start(path, Header).Dispose();
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..40]);
        RunJournal.Resume(path, Header).Dispose();
        Assert.That(JournalContent.Read(path).Header, Is.Not.Null);
    }

    [Test]
    public void Damage_before_the_last_line_is_an_error_with_line_and_byte()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("j");
        var check = Samples.Run(Options).Claims[0].Checks[0];
        using (var journal = RunJournal.Start(path, Header))
        {
            journal.TryAppend("Sample/everything", check);
            journal.TryAppend("Sample/everything", check);
        }
        var content = File.ReadAllBytes(path);
        var second = Array.IndexOf(content, (byte)'\n') + 1;
        content[second + 30] ^= 1;
        File.WriteAllBytes(path, content);
        Assert.That(
            () => RunJournal.Resume(path, Header),
            Throws
                .TypeOf<ProblemException>()
                .With.Message.Contains($"line 2 (byte {second})")
                .And.Property("ExitCode")
                .EqualTo(ExitCode.Environment)
        );
    }

    [Test]
    public void Other_options_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("j");
        RunJournal.Start(path, Header).Dispose();
        (RunOptions Options, string Said)[] others =
        [
            (Options with { Seed = 7 }, "its seed is “1”, that of this run “7”"),
            (Options with { Tier = Tier.Full }, "its tier is “Standard”"),
            (Options with { Cases = 3 }, "its cases is “100”"),
            (Options with { Selection = [] }, "its selection is “Sample/everything Sample/aliased”"),
            (Options with { Settings = new Dictionary<string, string> { ["n"] = "2" } }, "that of this run “n=2”"),
            (
                Options with
                {
                    Engine = new("other", "cuda:0", "float32"),
                },
                "its engine is “managed, cpu, float64”, that of this run “other, cuda:0, float32”"
            ),
            (
                Options with
                {
                    Kernel = new("openblas", "OpenBLAS 0.3"),
                },
                "its kernel is “managed”, that of this run “OpenBLAS 0.3”"
            ),
            (Options with { Data = new DataRoots("/sets") }, "that of this run “/sets”"),
        ];
        foreach (var (options, said) in others)
        {
            Assert.That(
                () => RunJournal.Resume(path, JournalHeader.Of(options, Samples.Catalog)),
                Throws.TypeOf<ProblemException>().With.Message.Contains(said)
            );
        }
        Assert.That(
            () => RunJournal.Resume(path, Header with { Code = ["another"] }),
            Throws.TypeOf<ProblemException>().With.Message.Contains("another build")
        );
    }

    [Test]
    public void A_record_of_a_check_that_the_run_does_not_have_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        var check = Samples.Run(Options).Claims[0].Checks[0];
        using var journal = RunJournal.Start(folder.PathOf("j"), Header);
        journal.TryAppend("Sample/gone", check);
        journal.Dispose();
        using var resumed = RunJournal.Resume(folder.PathOf("j"), Header);
        Assert.That(
            () => Samples.Run(Options, journal: resumed),
            Throws.TypeOf<ProblemException>().With.Message.Contains($"“{check.Name}” of Sample/gone")
        );
    }

    [Test]
    public void The_file_is_gone_when_there_is_nothing_left_to_continue()
    {
        using var folder = new TemporaryFolder();
        using var journal = RunJournal.Start(folder.PathOf("j"), Header);
        journal.Complete();
        Assert.That(File.Exists(folder.PathOf("j")), Is.False);
    }

    [Test]
    public void What_starting_over_would_discard_is_counted_with_the_reason_why_it_cannot_be_continued()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("j");
        Assert.That(InterruptedRun.Find(path, Header), Is.Null);
        var check = Samples.Run(Options).Claims[0].Checks[0];
        using (var journal = RunJournal.Start(path, Header))
        {
            Assert.That(InterruptedRun.Find(path, Header), Is.Null);
            journal.TryAppend("Sample/everything", check);
        }
        var same = InterruptedRun.Find(path, Header)!;
        var other = InterruptedRun.Find(path, Header with { Seed = "7" })!;
        File.WriteAllText(path, "damaged\nas a whole\n");
        Assert.That(same, Is.EqualTo(new InterruptedRun(1, null)));
        Assert.That(same.Farewell("out"), Does.Contain("1 check that had ended in out; --resume would have kept"));
        Assert.That(other.Farewell("out"), Does.EndWith("its seed is “1”, that of this run “7”."));
        Assert.That(InterruptedRun.Find(path, Header), Is.Null);
    }

    private static string Text(string claim, CheckResult check) =>
        claim + JsonSerializer.Serialize(check, ResultsJson.OneLine);

    private static string WithoutTimes(RunResults results)
    {
        var text = new StringBuilder();
        foreach (var claim in results.Claims)
        {
            var checks = claim.Checks.Select(check => check with { Seconds = 0 }).ToList();
            text.AppendLine(JsonSerializer.Serialize(claim with { Checks = checks }, ResultsJson.OneLine));
        }
        return text.ToString();
    }
}
