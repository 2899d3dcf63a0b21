using System.Diagnostics;
using System.Globalization;

namespace Dlnx.Tool.Tests.Slurm;

/// <summary>A real Slurm on this machine, as long as the tests of this folder run; they are skipped where it cannot be.</summary>
[SetUpFixture]
public sealed class SlurmCluster
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Script = Path.Combine(
        PackedTool.Repository,
        "tests",
        "Dlnx.Tool.Tests",
        "Slurm",
        "cluster.sh"
    );

    private static TemporaryFolder? folder;

    [OneTimeSetUp]
    public void Start()
    {
        string[] missing = [.. new[] { "munged", "slurmctld", "slurmd", "sbatch", "setpriv" }.Where(IsMissing)];
        if (missing.Length > 0)
            Assert.Ignore($"There is no {string.Join(", ", missing)} here: install Debian's slurm-wlm and munge.");
        if (Environment.UserName != "root")
            Assert.Ignore("Slurm's daemons are started for the tests, which needs the rights of root.");
        folder = new TemporaryFolder();
        var start = ToolProcess.Start(Script, folder.Path, "start", folder.Path, $"{Environment.ProcessId}").Wait();
        if (start.ExitCode != 0)
            throw new InvalidOperationException($"Slurm does not start:\n{start.Output}{start.Error}");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        if (folder is null)
            return;
        ToolProcess.Start(Script, folder.Path, "stop", folder.Path).Wait();
        folder.Dispose();
    }

    /// <summary>Runs the packed tool where it finds the cluster.</summary>
    public static ProcessResult Tool(TemporaryFolder where, params string[] arguments) =>
        Run(where.Path, PackedTool.Command, arguments);

    /// <summary>Runs a command of Slurm.</summary>
    public static string Command(string program, params string[] arguments) =>
        Run(folder!.Path, program, arguments).Output.Trim();

    /// <summary>Waits until a job is in the queue no more.</summary>
    public static void WaitFor(int job) =>
        WaitUntil(() => Command("squeue", "--noheader", $"--jobs={job}").Length == 0, $"the end of job {job}");

    /// <summary>Waits until something is the case.</summary>
    public static void WaitUntil(Func<bool> isSo, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo())
        {
            if (clock.Elapsed > Patience)
                throw new InvalidOperationException(
                    $"Waited {Patience} for {what}:\n{Command("scontrol", "show", "job")}"
                );
            Thread.Sleep(100);
        }
    }

    /// <summary>How a job ended.</summary>
    public static string StateOf(int job) => string.Join(' ', Shown($"{job}", "JobState", "ExitCode"));

    /// <summary>Kills the process of a running task of an array, without a warning that it could heed.</summary>
    public static void Kill(int array, int task)
    {
        var job = Shown($"{array}_{task}", "JobId").Single().Split('=')[1];
        var process = Command("scontrol", "listpids", job).Split('\n')[1].Split(' ')[0];
        Command("kill", "-KILL", process);
    }

    /// <summary>The numbers of the array and of its report, as the tool printed them.</summary>
    public static (int Array, int Report) JobsOf(ProcessResult submitted)
    {
        Assert.That(submitted.ExitCode, Is.Zero, submitted.Output + submitted.Error);
        var numbers = submitted.Output.Split("--jobs=")[1].Split('\n')[0].Split(',');
        return (Number(numbers[0]), Number(numbers[1]));

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Shown(string job, params string[] fields) =>
        Command("scontrol", "--oneliner", "show", "job", job)
            .Split(' ')
            .Where(word => fields.Contains(word.Split('=')[0]));

    private static ProcessResult Run(string where, string program, string[] arguments) =>
        ToolProcess.Start("env", where, [$"SLURM_CONF={folder!.At("slurm.conf")}", program, .. arguments]).Wait();

    private static bool IsMissing(string program) =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Append("/usr/sbin")
            .Any(place => File.Exists(Path.Combine(place, program)));
}
