using System.Text.Json.Nodes;

namespace Dlnx.Tool.Tests;

/// <summary><c>run --isolate</c>: checks in processes of their own.</summary>
[Platform("Linux")]
public sealed class IsolationTests
{
    private static readonly string Golden = Path.Combine(PackedTool.Repository, "tests", "Dlnx.SampleSpecs", "golden");
    private static readonly string[] Samples = ["--specs", UserSpecsTests.Specs, "--golden", Golden];

    [Test]
    public void Whatever_a_check_does_to_its_process_breaks_only_that_check()
    {
        using var folder = new TemporaryFolder();
        string[] claims = ["Sample/crashes", "Sample/endless-loop", "Sample/slow", "Sample/aliased"];
        string[] limits = ["--timeout", "1", "--memory", "256MiB", "--workers", "2", "--tier", "full"];

        var run = ToolProcess.Run(folder.Path, ["run", .. claims, "--isolate", .. limits, .. Samples]);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
        var checks = Checks(folder.At("dlnx-report"));
        var message = checks.ToDictionary(check => (string)check["method"]!, check => (string)check["message"]!);
        Assert.That(
            message["Overflows_the_stack"],
            Does.Contain("exit code 134 (SIGABRT)").And.Contain("Stack overflow")
        );
        Assert.That(message["Exits"], Does.Contain("ended in the middle of it: exit code 7."));
        Assert.That(message["Fails_fast"], Does.Contain("exit code 134 (SIGABRT)").And.Contain("The last straw."));
        Assert.That(message["Wants_a_gibibyte"], Does.Contain("out of memory").And.Contain("256 MiB"));
        Assert.That(message["Comes_to_no_end"], Does.Contain("its process was ended").And.Contain("its budget of 1 s"));
        Assert.That(message["Polls_for_cancellation"], Does.Contain("over its budget of 1 s"));
        Assert.That(
            checks.Where(check => (string?)check["status"] == "Reproduced").Select(check => (string?)check["method"]),
            Is.EquivalentTo(["Holds_after_a_crash", "Holds_to_the_end", "Ends_at_once", "One_and_one_is_two"])
        );
        Assert.That(checks, Has.Count.EqualTo(message.Count).And.Count.EqualTo(10));
    }

    [Test]
    public void The_results_are_those_of_one_process_to_the_last_bit()
    {
        using var folder = new TemporaryFolder();
        string[] run = ["run", "A/thm-*", "B/lem-*", "--tier", "fast", "--shard", "1/2"];
        ToolProcess.Run(folder.Path, [.. run, "--out", "together"]);
        var isolated = ToolProcess.Run(folder.Path, [.. run, "--isolate", "--workers", "3", "--out", "isolated"]);

        Assert.That(isolated.ExitCode, Is.Zero, isolated.Output + isolated.Error);
        Assert.That(
            RunTests.WithoutTimes(folder.At("isolated")),
            Is.EqualTo(RunTests.WithoutTimes(folder.At("together")))
        );
    }

    [Test]
    public void Ctrl_c_ends_all_processes_and_resume_runs_the_rest()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["run", "Sample/slow", "Sample/out-of-tolerance", "--isolate", "--workers", "2", .. Samples];
        // As in a terminal: the signal goes to the whole group of processes.
        var process = ToolProcess.Start(
            "setsid",
            folder.Path,
            ["env", "--default-signal=INT", PackedTool.Command, .. words]
        );
        process.WaitFor("broken: Sample/out-of-tolerance");
        var workers = ProcessTree.Below(process.Id);
        ProcessTree.Signal("INT", -process.Id);
        var cancelled = process.Wait();

        Assert.That(cancelled.ExitCode, Is.EqualTo(130), cancelled.Output + cancelled.Error);
        Assert.That(workers, Is.Not.Empty);
        Assert.That(ProcessTree.Alive(workers), Is.Empty);
        string?[] states = [.. Checks(folder.At("dlnx-report")).Select(check => (string?)check["status"])];
        Assert.That(states, Has.Exactly(1).EqualTo("Broken"));
        // The other check of the broken claim may or may not have ended before the signal.
        var ended = states.Count(state => state is "Broken" or "Reproduced");

        var continued = ToolProcess.Run(folder.Path, [.. words, "--resume", "--timeout", "1"]);

        Assert.That(continued.ExitCode, Is.EqualTo(1), continued.Output + continued.Error);
        Assert.That(continued.Output, Does.Contain($"Continues after {ended} check"));
        Assert.That(Checks(folder.At("dlnx-report")), Has.Count.EqualTo(3));
    }

    [Test]
    public void When_the_run_is_killed_its_processes_end_too()
    {
        using var folder = new TemporaryFolder();
        var process = ToolProcess.Start(
            PackedTool.Command,
            folder.Path,
            ["run", "Sample/endless-loop", "Sample/slow", "--tier", "full", "--isolate", "--workers", "2", .. Samples]
        );
        var workers = ProcessTree.WaitFor(process.Id, 2);
        process.Signal("KILL");
        process.Wait();

        Assert.That(() => ProcessTree.Alive(workers), Is.Empty.After(20_000, 50));
    }

    [Test]
    public void When_a_process_is_killed_its_check_is_broken_and_the_rest_runs()
    {
        using var folder = new TemporaryFolder();
        var process = ToolProcess.Start(
            PackedTool.Command,
            folder.Path,
            ["run", "Sample/slow", "Sample/wrong-facts", "--isolate", "--workers", "1", "--timeout", "100", .. Samples]
        );
        // The longest claim runs first; its second check is the one in progress when it has run for a while.
        var worker = ProcessTree.WaitFor(process.Id, 1).Single();
        while (Records(folder) < 1)
            Thread.Sleep(20);
        Thread.Sleep(200);
        ProcessTree.Signal("KILL", worker);
        var run = process.Wait();

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
        var checks = Checks(folder.At("dlnx-report")).ToDictionary(check => (string)check["method"]!);
        Assert.That((string?)checks["Ends_at_once"]["status"], Is.EqualTo("Reproduced"));
        Assert.That((string?)checks["Polls_for_cancellation"]["message"], Does.Contain("exit code 137 (SIGKILL"));
        Assert.That(checks, Has.Count.EqualTo(3));
    }

    [Test]
    public void Fail_fast_ends_the_checks_in_progress()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["Sample/slow", "Sample/out-of-tolerance", "--isolate", "--workers", "2", "--fail-fast"];
        var run = ToolProcess.Run(folder.Path, ["run", .. words, .. Samples]);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
        Assert.That(
            Checks(folder.At("dlnx-report")).Select(check => (string?)check["method"]),
            Has.None.EqualTo("Polls_for_cancellation")
        );
    }

    [TestCase("--timeout 0", "a budget is a number of seconds above 0")]
    [TestCase("--isolate --memory 2", "expected a number with MiB or GiB")]
    [TestCase("--memory 2GiB", "--memory limits the processes of --isolate; give both.")]
    public void Unusable_limits_are_refused(string words, string message)
    {
        using var folder = new TemporaryFolder();
        var run = ToolProcess.Run(folder.Path, ["run", "B/lem-1", .. words.Split(' ')]);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    private static List<JsonNode> Checks(string folder) =>
        [
            .. RunTests.Results(folder)["claims"]!
                .AsArray()
                .SelectMany(claim => claim!["checks"]!.AsArray())
                .Select(check => check!),
        ];

    private static int Records(TemporaryFolder folder)
    {
        var path = folder.At("dlnx-report/journal.jsonl");
        if (!File.Exists(path))
            return 0;
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Count(letter => letter == '\n') - 1;
    }
}
