using System.Diagnostics;
using Dlnx.Verify.Submission;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Tests.Submission;

public sealed class SlurmScriptsTests
{
    [Test]
    public void A_shell_takes_every_word_literally()
    {
        string[] words =
        [
            "",
            "a b",
            "it's",
            "$HOME",
            "`id`",
            "*",
            "~",
            "\\",
            "\"",
            "a\nb",
            "-x",
            "ä",
            "!",
            "#",
            "=(x)",
        ];
        Assert.That(PrintedBy($"printf '%s\\0' {ShellWord.Join(words)}"), Is.EqualTo(words));

        var texts = ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => Printable(text.Get)).ArrayOf(200);
        Prop.ForAll(
                texts.ToArbitrary(),
                many => PrintedBy($"printf '%s\\0' x {ShellWord.Join(many)}").Skip(1).SequenceEqual(many)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5));

        // What no process can be given: the end of a text, and halves of characters.
        static string Printable(string text) =>
            string.Concat(text.EnumerateRunes().Where(rune => rune.Value is not (0 or 0xFFFD)));
    }

    [Test]
    public void A_task_is_given_its_part_and_every_word_of_the_run()
    {
        using var folder = new TemporaryFolder();
        var job = Job(folder, "Sample/*", "--set", "label=it's $1 \"x\"");

        var words = Run(folder, SlurmScripts.Array(job), "SLURM_ARRAY_TASK_ID=2", "SLURM_CPUS_PER_TASK=3");

        Assert.That(
            words,
            Is.EqualTo([
                folder.PathOf("tool's.dll"),
                "run",
                "Sample/*",
                "--set",
                "label=it's $1 \"x\"",
                "--shard",
                "2/5",
                "--workers",
                "3",
                "--resume",
                "--out",
                folder.PathOf("o $x/part-2"),
            ])
        );
    }

    [Test]
    public void Workers_that_were_asked_for_stay()
    {
        using var folder = new TemporaryFolder();
        var words = Run(folder, SlurmScripts.Array(Job(folder, "--workers", "9")), "SLURM_ARRAY_TASK_ID=2");
        Assert.That(words.Count(word => word == "--workers"), Is.EqualTo(1));
    }

    [Test]
    public void The_report_is_given_the_parts_that_are_there()
    {
        using var folder = new TemporaryFolder();
        var job = Job(folder);
        folder.Write("o $x/part-3/results.json", "");
        folder.Write("o $x/part-1/results.json", "");
        folder.Write("o $x/part-2/journal.jsonl", "");

        var words = Run(folder, SlurmScripts.Report(job));

        Assert.That(
            words,
            Is.EqualTo([
                folder.PathOf("tool's.dll"),
                "report",
                "--whole",
                "--out",
                folder.PathOf("o $x"),
                folder.PathOf("o $x/part-1/results.json"),
                folder.PathOf("o $x/part-3/results.json"),
            ])
        );
        Assert.That(SlurmParts.Unfinished(job), Is.EqualTo([2, 4, 5]));
    }

    [Test]
    public void Without_any_part_or_without_the_tool_a_job_says_so()
    {
        using var folder = new TemporaryFolder();
        var job = Job(folder);
        Assert.That(Problem(folder, SlurmScripts.Report(job)), Does.StartWith("No part left results."));
        File.Delete(folder.PathOf("tool's.dll"));
        Assert.That(Problem(folder, SlurmScripts.Array(job)), Does.Contain("tool's.dll: install .NET and the tool"));
    }

    [TestCase(Tier.Fast, "00:15:00")]
    [TestCase(Tier.Standard, "01:00:00")]
    [TestCase(Tier.Full, "12:00:00")]
    public void Each_tier_has_its_time(Tier tier, string time) =>
        Assert.That(SlurmResources.Of(tier).Time, Is.EqualTo(time));

    // The host is a script that prints its arguments, each ended by a zero.
    private static SlurmJob Job(TemporaryFolder folder, params string[] run)
    {
        var host = folder.Write("host", "#!/bin/sh\nprintf '%s\\0' \"$@\"\n");
        Start("chmod", "+x", host);
        return new SlurmJob
        {
            Tool = [host, folder.Write("tool's.dll", "")],
            Run = run,
            ResultsFile = "results.json",
            Tasks = 5,
            Resources = SlurmResources.Of(Tier.Fast),
            WorkingFolder = folder.Path,
            Output = folder.PathOf("o $x"),
        };
    }

    private static string[] Run(TemporaryFolder folder, string script, params string[] variables) =>
        Words(Start("env", [.. variables, "bash", folder.Write("script.sh", script)]).Output);

    private static string Problem(TemporaryFolder folder, string script)
    {
        var (output, error, exitCode) = Start("bash", folder.Write("script.sh", script));
        Assert.That((output, exitCode), Is.EqualTo(("", 3)));
        return error;
    }

    private static string[] PrintedBy(string line) => Words(Start("sh", "-c", line).Output);

    private static string[] Words(string output) => output.Split('\0')[..^1];

    private static (string Output, string Error, int ExitCode) Start(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, error.Result, process.ExitCode);
    }
}
