namespace Dlnx.Tool.Tests;

/// <summary><c>submit slurm</c> where there is no Slurm.</summary>
public sealed class SubmitTests
{
    [Test]
    public void A_dry_run_prints_scripts_and_commands_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        var run = Submit(
            folder,
            "B/fig-*",
            "--tasks",
            "2",
            "--tier",
            "full",
            "--partition",
            "long",
            "--account",
            "theory",
            "--sbatch=--qos=low",
            "--workers",
            "3",
            "--dry-run"
        );
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        foreach (
            var line in new[]
            {
                "#SBATCH --array=1-2",
                "#SBATCH --time=12:00:00",
                "#SBATCH --cpus-per-task=8",
                "#SBATCH --mem=16G",
                "#SBATCH --partition=long",
                "#SBATCH --account=theory",
                "#SBATCH --qos=low",
                $"sbatch --parsable {folder.At("dlnx-report", "slurm", "part.sh")}",
                $"sbatch --parsable --dependency=afterany:JOB {folder.At("dlnx-report", "slurm", "report.sh")}",
            }
        )
            Assert.That(run.Output.Split('\n'), Has.Member(line));
        Assert.That(run.Output, Does.Contain("run 'B/fig-*' --tier full --workers 3 \\\n  --shard"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void Without_slurm_one_message_says_so_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var run = ToolProcess
            .Start(
                "env",
                folder.Path,
                "PATH=/nowhere",
                PackedTool.Command,
                "submit",
                "slurm",
                "B/lem-1",
                "--tasks",
                "1"
            )
            .Wait();
        Assert.That(run.ExitCode, Is.EqualTo(3), run.Output + run.Error);
        Assert.That(run.Error, Does.StartWith("There is no sbatch here.").And.Contain("--dry-run"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [TestCase("B/lem-1 --tasks 0", "at least 1")]
    [TestCase("B/lem-1 --tasks few", "--tasks is 'few'; expected a whole number")]
    [TestCase("B/lem-1", "--tasks")]
    [TestCase("B/lem-1 --tasks 2", "there are only 1 claims to share out")]
    [TestCase("B/thm-1 --sweep k=2.1,2.2 --tasks 3", "there are only 2 points to share out")]
    [TestCase("B/thm-1 --sweep k=2.1,9 --tasks 2", "at k=9: Parameter 'k' is 9; it must lie in")]
    [TestCase("B/thm-1 --set depth=1 --tasks 1", "[2, 20]")]
    [TestCase("B/thm-1 --tasks 1 --shard 1/2", "Unknown word '--shard'")]
    [TestCase("B/thm-1 --tasks 1 --cpus 0", "--cpus is 0")]
    [TestCase("B/thm-1 --tasks 1 --out back\\slash", "backslashes")]
    public void What_no_task_could_run_is_refused_before_it_waits(string arguments, string message)
    {
        using var folder = new TemporaryFolder();
        var run = Submit(folder, [.. arguments.Split(' '), "--dry-run"]);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain(message).And.Not.Contain("   at "));
    }

    [Test]
    public void Parts_of_an_earlier_run_are_not_mixed_in()
    {
        using var folder = new TemporaryFolder();
        folder.Write("", "dlnx-report", "part-2", "journal.jsonl");
        folder.Write("", "dlnx-report", "part-1", "results.json");
        string[] claims = ["B/lem-1", "B/thm-1", "B/lem-2", "--dry-run", "--tasks"];

        var occupied = Submit(folder, [.. claims, "3"]);
        var other = Submit(folder, [.. claims, "1", "--resume"]);
        var resumed = Submit(folder, [.. claims, "3", "--resume"]);

        Assert.That(occupied.ExitCode, Is.EqualTo(2));
        Assert.That(occupied.Error, Does.Contain("part-1 is there already. Add --resume"));
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Error, Does.Contain("part-2 belongs to a run in more than 1 parts"));
        Assert.That(resumed.ExitCode, Is.Zero, resumed.Output + resumed.Error);
        Assert.That(resumed.Output, Does.Contain("sbatch --parsable --array=2,3 "));
    }

    private static ProcessResult Submit(TemporaryFolder folder, params string[] arguments) =>
        ToolProcess.Run(folder.Path, ["submit", "slurm", .. arguments]);
}
