namespace Dlnx.Tool.Tests;

/// <summary>Runs that are killed, and continued.</summary>
public sealed class InterruptionTests
{
    private const int Kills = 50;
    private static readonly string[] Run = ["run", "B/*", "--tier", "fast", "--workers", "2"];

    [Test]
    public void A_run_killed_fifty_times_at_random_moments_ends_with_the_results_of_an_undisturbed_one()
    {
        using var folder = new TemporaryFolder();
        ToolProcess.Run(folder.Path, [.. Run, "--out", "undisturbed"]);
        var expected = RunTests.WithoutTimes(folder.At("undisturbed"));

        var moments = new Random(1);
        var (killed, whole) = (0, 0);
        while (killed < Kills)
        {
            var process = ToolProcess.Start(PackedTool.Command, folder.Path, [.. Run, "--resume", "--out", "killed"]);
            if (!process.HasEndedWithin(TimeSpan.FromMilliseconds(moments.Next(100, 1500))))
            {
                process.Signal("KILL");
                killed++;
            }
            var ended = process.Wait();
            if (ended.ExitCode == 0)
            {
                Assert.That(RunTests.WithoutTimes(folder.At("killed")), Is.EqualTo(expected));
                whole++;
            }
        }
        var last = ToolProcess.Run(folder.Path, [.. Run, "--resume", "--out", "killed"]);

        Assert.That(last.ExitCode, Is.Zero, last.Output + last.Error);
        Assert.That(RunTests.WithoutTimes(folder.At("killed")), Is.EqualTo(expected));
        TestContext.Progress.WriteLine($"{killed} kills, {whole + 1} runs ended whole");
    }

    [Test]
    public void Ctrl_c_keeps_what_is_done_and_resume_runs_only_the_rest()
    {
        using var folder = new TemporaryFolder();
        string[] run = ["run", "B/*", "--tier", "standard", "--workers", "1"];
        var process = ToolProcess.StartInterruptible(folder.Path, run);
        while (!File.Exists(folder.At("dlnx-report/journal.jsonl")) || Records(folder) < 5)
            Thread.Sleep(20);
        process.Signal("INT");
        var cancelled = process.Wait();
        var ended = Records(folder);

        var continued = ToolProcess.Run(folder.Path, [.. run, "--resume"]);

        Assert.That(cancelled.ExitCode, Is.EqualTo(130), cancelled.Output + cancelled.Error);
        Assert.That(cancelled.Output, Does.Contain("the same command with --resume"));
        Assert.That(continued.ExitCode, Is.Zero, continued.Output + continued.Error);
        Assert.That(continued.Output, Does.Contain($"Continues after {ended} check"));
        Assert.That(File.Exists(folder.At("dlnx-report/journal.jsonl")), Is.False);
    }

    [Test]
    public void A_second_run_into_the_same_folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        var first = ToolProcess.Start(PackedTool.Command, folder.Path, Run);
        while (!File.Exists(folder.At("dlnx-report/journal.jsonl")))
            Thread.Sleep(5);

        var second = ToolProcess.Run(folder.Path, "run", "B/lem-1");

        first.Signal("KILL");
        first.Wait();
        Assert.That(second.ExitCode, Is.EqualTo(3), second.Output + second.Error);
        Assert.That(second.Error, Does.Contain("Another run writes into dlnx-report"));
    }

    [Test]
    public void Resuming_with_other_options_is_a_usage_error()
    {
        using var folder = new TemporaryFolder();
        var process = ToolProcess.Start(PackedTool.Command, folder.Path, Run);
        while (!File.Exists(folder.At("dlnx-report/journal.jsonl")) || Records(folder) < 1)
            Thread.Sleep(5);
        process.Signal("KILL");
        process.Wait();

        var other = ToolProcess.Run(folder.Path, [.. Run, "--seed", "2", "--resume"]);

        Assert.That(other.ExitCode, Is.EqualTo(2), other.Output + other.Error);
        Assert.That(other.Error, Does.Contain("its seed is “1”, that of this run “2”"));
    }

    [Test]
    public void Starting_over_says_what_it_discards_and_what_would_have_kept_it()
    {
        using var folder = new TemporaryFolder();
        var process = ToolProcess.Start(PackedTool.Command, folder.Path, Run);
        while (!File.Exists(folder.At("dlnx-report/journal.jsonl")) || Records(folder) < 2)
            Thread.Sleep(5);
        process.Signal("KILL");
        process.Wait();
        var ended = Records(folder);

        var again = ToolProcess.Run(folder.Path, Run);

        Assert.That(again.ExitCode, Is.Zero, again.Output + again.Error);
        Assert.That(
            again.Output,
            Does.Contain($"discards {ended} checks").And.Contain("--resume would have kept them")
        );
    }

    private static int Records(TemporaryFolder folder)
    {
        using var file = new FileStream(
            folder.At("dlnx-report/journal.jsonl"),
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Count(letter => letter == '\n') - 1;
    }
}
