namespace Dlnx.Tool.Tests.Slurm;

/// <summary><c>submit slurm</c> on a real Slurm.</summary>
public sealed class JobArrayTests
{
    private static readonly string[] Claims =
    [
        "Sample/slow",
        "Sample/everything",
        "Sample/m*",
        "Sample/a*",
        "--specs",
        UserSpecsTests.Specs,
        "--golden",
        UserSpecsTests.Golden,
        "--seed",
        "7",
    ];

    private static readonly string[] Small = ["--cpus", "1", "--time", "00:05:00"];

    [Test]
    public void Three_tasks_leave_the_results_of_an_undivided_run()
    {
        using var folder = new TemporaryFolder();
        // Words that a shell or Slurm would read otherwise, if they were not quoted.
        var output = folder.At("it's $HOME %a");
        string[] run = [.. Claims, "--tier", "fast"];

        var (array, report) = SlurmCluster.JobsOf(
            SlurmCluster.Tool(folder, ["submit", "slurm", .. run, .. Small, "--tasks", "3", "--out", output])
        );
        var whole = ToolProcess.Run(folder.Path, ["run", .. run, "--out", "whole"]);
        SlurmCluster.WaitFor(report);

        TestContext.Progress.WriteLine($"Job {array}: {SlurmCluster.StateOf(array)}; report: {Log(output)}");
        Assert.That(whole.ExitCode, Is.Zero, whole.Output + whole.Error);
        Assert.That(SlurmCluster.StateOf(report), Is.EqualTo("JobState=COMPLETED ExitCode=0:0"), Log(output));
        Assert.That(RunTests.WithoutTimes(output), Is.EqualTo(RunTests.WithoutTimes(folder.At("whole"))));
        Assert.That(File.Exists(Path.Combine(output, "index.html")));
    }

    [Test]
    public void A_part_that_is_killed_is_named_and_continues_when_it_is_submitted_again()
    {
        using var folder = new TemporaryFolder();
        string[] run = [.. Claims, "--tier", "standard", "--set", "steps=400"];
        string[] submit = ["submit", "slurm", .. run, .. Small, "--tasks", "3", "--out", "out"];
        var (array, report) = SlurmCluster.JobsOf(SlurmCluster.Tool(folder, submit));

        var part = 0;
        SlurmCluster.WaitUntil(() => (part = PartThatIsSlow(folder)) > 0, "the slow claim's first check");
        SlurmCluster.Kill(array, part);
        SlurmCluster.WaitFor(report);
        var missing = Log(folder.At("out"));
        var state = SlurmCluster.StateOf(report);
        var again = SlurmCluster.Tool(folder, [.. submit, "--resume"]);
        SlurmCluster.WaitFor(SlurmCluster.JobsOf(again).Report);
        var whole = ToolProcess.Run(folder.Path, ["run", .. run, "--out", "whole"]);

        Assert.That(missing, Does.Contain($"shard {part}/3: Its results are missing."));
        Assert.That(state, Is.EqualTo("JobState=FAILED ExitCode=1:0"));
        Assert.That(again.Output, Does.Contain("1 of 3 parts"));
        Assert.That(File.ReadAllText(folder.At("out", "slurm", $"part-{part}.log")), Does.Contain("Continues after "));
        Assert.That(whole.ExitCode, Is.Zero, whole.Output + whole.Error);
        Assert.That(RunTests.WithoutTimes(folder.At("out")), Is.EqualTo(RunTests.WithoutTimes(folder.At("whole"))));
        Assert.That(SlurmCluster.Tool(folder, [.. submit, "--resume"]).Output, Does.Contain("Every part"));
    }

    [Test]
    public void A_sweep_is_split_over_tasks()
    {
        using var folder = new TemporaryFolder();
        string[] run = ["Sample/parameters", .. Claims[^6..], "--sweep", "x=log:0.01:10:7"];

        var (_, report) = SlurmCluster.JobsOf(
            SlurmCluster.Tool(folder, ["submit", "slurm", .. run, .. Small, "--tasks", "2", "--out", "out"])
        );
        ToolProcess.Run(folder.Path, ["run", .. run, "--out", "whole"]);
        SlurmCluster.WaitFor(report);

        Assert.That(SlurmCluster.StateOf(report), Is.EqualTo("JobState=COMPLETED ExitCode=0:0"), Log(folder.At("out")));
        Assert.That(
            File.ReadAllText(folder.At("out", "sweep.csv")),
            Is.EqualTo(File.ReadAllText(folder.At("whole", "sweep.csv")))
        );
    }

    [Test]
    public void What_slurm_refuses_is_said()
    {
        using var folder = new TemporaryFolder();
        var run = SlurmCluster.Tool(folder, "submit", "slurm", "B/lem-1", "--tasks", "1", "--partition", "none");
        Assert.That(run.ExitCode, Is.EqualTo(3), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain("sbatch refused: ").And.Contain("partition").And.Not.Contain("   at "));
    }

    private static int PartThatIsSlow(TemporaryFolder folder) =>
        Enumerable
            .Range(1, 3)
            .FirstOrDefault(part =>
                File.Exists(folder.At("out", $"part-{part}", "journal.jsonl"))
                && Text(folder.At("out", $"part-{part}", "journal.jsonl")).Contains("Ends_at_once")
            );

    private static string Text(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private static string Log(string output) => File.ReadAllText(Path.Combine(output, "slurm", "report.log"));
}
