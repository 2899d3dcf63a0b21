using System.CommandLine;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Dlnx.Verify.Submission;
using Dlnx.Verify.Sweeps;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>submit slurm</c>: a run in parts as a job array, and a job that puts the parts together.</summary>
internal static class SubmitCommand
{
    private static readonly Option<int> Tasks = new Option<int>("--tasks")
    {
        Description = "How many parts, each a task of the array.",
        Required = true,
    }.Read(least: 1);

    private static readonly Option<string> Out = SharedOptions.Out(
        "The folder for the parts, logs and report, on a file system that all nodes share."
    );

    private static readonly Option<string?> Time = Resource("--time", "The time limit of a task, such as 02:00:00.");

    private static readonly Option<int?> Cpus = new Option<int?>("--cpus")
    {
        Description = "The processors of a task.",
    }.Read(least: 1);

    private static readonly Option<string?> Memory = Resource("--mem", "The memory of a task, such as 8G.");

    private static readonly Option<string?> Partition = Resource("--partition", "The partition to submit to.");

    private static readonly Option<string?> Account = Resource("--account", "The account to charge.");

    /// <summary>Takes options of another program as they are.</summary>
    public static Option<string[]> Further { get; } =
        new("--sbatch")
        {
            Description = "A further option of sbatch for both jobs, for example --sbatch=--qos=long; repeatable.",
            HelpName = "option",
            AllowMultipleArgumentsPerToken = false,
        };

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Submits only the parts in the folder that have not ended; they continue where they were.",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Prints the scripts; writes and submits nothing.",
    };

    public static Command Create()
    {
        var slurm = new Command("slurm", "Submits a run as a Slurm job array, and a job that puts its parts together.")
        {
            Tasks,
            Out,
            Time,
            Cpus,
            Memory,
            Partition,
            Account,
            Further,
            Resume,
            DryRun,
        };
        RunArguments.AddSubmittedTo(slurm);
        slurm.SetAction(Submit);
        return new Command("submit", "Submits a run to a batch system.") { slurm };
    }

    private static int Submit(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var claims = workspace.Claims();
        var options = RunArguments.Of(parsed, claims, workspace.Configured);
        var grid = RunArguments.SweepOf(parsed);
        RequireWork(
            parsed.GetValue(Tasks),
            Pieces(workspace, claims, options, grid),
            grid is null ? "claims" : "points"
        );
        var job = JobOf(parsed, workspace, options, grid is null ? ResultsFile.FileName : SweepFile.FileName);
        var isResumed = parsed.GetValue(Resume);
        RequireOwnFolder(job, isResumed);
        var parts = isResumed ? SlurmParts.Unfinished(job) : [.. Enumerable.Range(1, job.Tasks)];
        if (parts.Count == 0)
        {
            workspace.Terminal.Write($"Every part in {job.Output} has ended; nothing is submitted.");
            return (int)ExitCode.Reproduced;
        }
        if (parsed.GetValue(DryRun))
            SlurmSubmission.Show(workspace.Terminal, job, parts);
        else
            SlurmSubmission.Submit(workspace.Terminal, job, parts);
        return (int)ExitCode.Reproduced;
    }

    // Everything that a task would refuse is refused here, before anything waits in a queue for it.
    private static int Pieces(Workspace workspace, ClaimCatalog claims, RunOptions options, SweepGrid? grid)
    {
        if (grid is not null)
        {
            new SweepRunner(claims, workspace.Golden).Validate(options, grid);
            return grid.Points.Count;
        }
        new SpecRunner(claims, workspace.Golden).Validate(options);
        return claims.Select(options.Selection).Count;
    }

    private static void RequireWork(int tasks, int pieces, string what)
    {
        if (tasks > pieces)
            throw new ProblemException(
                $"--tasks is {tasks}, but there are only {pieces} {what} to share out.",
                ExitCode.Usage
            );
    }

    private static SlurmJob JobOf(ParseResult parsed, Workspace workspace, RunOptions options, string resultsFile)
    {
        var usual = SlurmResources.Of(options.Tier);
        string?[] named =
        [
            parsed.GetValue(Partition) is { } partition ? $"--partition={partition}" : null,
            parsed.GetValue(Account) is { } account ? $"--account={account}" : null,
            .. parsed.GetValue(Further) ?? [],
        ];
        return new SlurmJob
        {
            Tool = ToolLocation.Command(),
            Run = RunArguments.WordsOf(parsed),
            ResultsFile = resultsFile,
            Tasks = parsed.GetValue(Tasks),
            Resources = new SlurmResources(
                parsed.GetValue(Time) ?? usual.Time,
                parsed.GetValue(Cpus) ?? usual.Cpus,
                parsed.GetValue(Memory) ?? usual.Memory
            ),
            Options = [.. named.OfType<string>().Select(option => OneLine("--sbatch", option))],
            WorkingFolder = OneLine("the working folder", Environment.CurrentDirectory),
            Output = OneLine(
                "--out",
                Path.GetFullPath(workspace.Configured.Value(Out, workspace.Configured.Profile.Out))
            ),
        };
    }

    private static string OneLine(string what, string text) =>
        text.Any(char.IsControl) || text.Contains('\\', StringComparison.Ordinal)
            ? throw new ProblemException(
                $"{what} is “{text}”; Slurm's scripts cannot hold its line breaks or backslashes.",
                ExitCode.Usage
            )
            : text;

    private static void RequireOwnFolder(SlurmJob job, bool isResumed)
    {
        if (SlurmParts.Foreign(job) is { Count: > 0 } foreign)
            throw Occupied($"{foreign[0]} belongs to a run in more than {job.Tasks} parts. Choose another --out.");
        if (!isResumed && SlurmParts.Begun(job) is { Count: > 0 } begun)
            throw Occupied(
                $"{job.PartFolder(begun[0])} is there already. Add --resume to submit the parts that have not ended, "
                    + "or choose another --out."
            );
    }

    private static ProblemException Occupied(string problem) => new(problem, ExitCode.Usage);

    private static Option<string?> Resource(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
                result.AddError($"{name} is '{result.Tokens[0].Value}'; it must be one word.");
        });
        return option;
    }
}
