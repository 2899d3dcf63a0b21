using System.CommandLine;
using System.Runtime.InteropServices;
using Dlnx.Verify.Claims;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Parameters;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Dlnx.Verify.Sharding;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>run</c>: checks claims, writes the results, prints the table.</summary>
internal static class RunCommand
{
    private const string TargetParameter = "targetFile";

    private static readonly Argument<string[]> Claims = SharedOptions.Claims();
    private static readonly Option<string[]> Settings = SharedOptions.Settings();

    private static readonly Option<Tier> Tier = SharedOptions.Tier("The most expensive tier to run");

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The seed of all random draws; same seed, same results.",
        DefaultValueFactory = _ => RunOptions.DefaultSeed,
    };

    private static readonly Option<int> Cases = AtLeastOne("--cases", "Cases per property.", RunOptions.DefaultCases);

    private static readonly Option<int> Workers = AtLeastOne(
        "--workers",
        "Checks that run at the same time.",
        Environment.ProcessorCount
    );

    private static readonly Option<string> Out = SharedOptions.Out("The folder for results and report.");

    private static readonly Option<bool> Open = SharedOptions.Open();

    private static readonly Option<bool> FailFast = new("--fail-fast")
    {
        Description = "Starts no further check after the first broken one.",
    };

    private static readonly Option<string?> Part = new("--shard")
    {
        Description = "Runs one part of several, such as 2/5; 'env' takes it from the variables of a job array.",
        HelpName = "m/n",
    };

    private static readonly Option<string?> Costs = SharedOptions.Costs();

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Continues a run into the same folder that was interrupted; no check runs twice.",
    };

    private static readonly Option<string?> Cache = new("--cache")
    {
        Description =
            "Keeps long trainings in this folder and takes them from there in later runs of the same version.",
        HelpName = "folder",
    };

    private static readonly Option<string> Target = new("--target")
    {
        Description = "A target matrix of your own (CSV or .npy): runs the claims that can be tried on it.",
        HelpName = "file",
    };

    private static readonly Option<string?> Data = SharedOptions.Data(
        $"A folder with data sets; otherwise that of {DataRoots.Variable}, then the cache of `data get`."
    );

    private static readonly Option<string> Engine = SharedOptions.Engine();

    public static Command Create()
    {
        var command = new Command("run", "Checks claims and reports verdicts with evidence.")
        {
            Claims,
            Tier,
            Settings,
            Target,
            Seed,
            Cases,
            Workers,
            Out,
            Part,
            Costs,
            Resume,
            Cache,
            Open,
            FailFast,
            Data,
            Engine,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var claims = workspace.Claims();
        var settings = parsed.GetValue(Settings) ?? [];
        var selection = parsed.GetValue(Claims) ?? [];
        if (parsed.GetValue(Target) is { } target)
        {
            settings = [.. settings, $"{TargetParameter}={target}"];
            if (selection.Length == 0)
                selection = [.. claims.WithParameter(TargetParameter).Select(claim => claim.Id)];
        }
        var options = new RunOptions
        {
            Selection = selection,
            Tier = parsed.GetValue(Tier),
            Seed = parsed.GetValue(Seed),
            Cases = parsed.GetValue(Cases),
            Workers = parsed.GetValue(Workers),
            Settings = ParameterBinder.Split(settings),
            Shard = parsed.GetValue(Part) is { } part ? Shard.Parse(part, Environment.GetEnvironmentVariable) : null,
            Costs = SharedOptions.CostsOf(parsed.GetValue(Costs)),
            CacheFolder = parsed.GetValue(Cache),
            FailFast = parsed.GetValue(FailFast),
            Data = DataRoots.Of(parsed.GetValue(Data)),
            Engine = parsed.GetValue(Engine)!,
        };
        var runner = new SpecRunner(claims, workspace.Golden);
        runner.Validate(options);
        var folder = parsed.GetValue(Out)!;
        using var alone = OutputLock.Take(folder);
        using var journal = JournalOf(parsed, workspace, folder, JournalHeader.Of(options, claims));
        var results = Cancellable(token =>
            Progress.Show(workspace.Terminal, see => runner.Run(options, see, token, journal))
        );
        var path = Path.Combine(folder, ResultsFile.FileName);
        ResultsFile.Write(path, results);
        ResultTable.Print(workspace.Terminal, results, path);
        Publication.Publish(workspace.Terminal, Report.Of(results), folder, parsed.GetValue(Open));
        if (results.Run.Cancelled)
            workspace.Terminal.Write("Continue where it was cancelled: the same command with --resume.");
        else
            journal.Complete();
        return (int)RunOutcome.Of(results);
    }

    private static RunJournal JournalOf(ParseResult parsed, Workspace workspace, string folder, JournalHeader header)
    {
        var path = Path.Combine(folder, RunJournal.FileName);
        if (!parsed.GetValue(Resume))
            return RunJournal.Start(path, header);
        var journal = RunJournal.Resume(path, header);
        workspace.Terminal.Write(
            journal.Completed.Count == 0
                ? $"There is nothing to continue in {folder}; the run starts at the beginning."
                : $"Continues after {journal.Completed.Count} checks that had ended."
        );
        return journal;
    }

    /// <summary>Runs with a token that Ctrl-C and a termination request cancel.</summary>
    internal static T Cancellable<T>(Func<CancellationToken, T> action)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return action(cancellation.Token);

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            cancellation.Cancel();
        }
    }

    private static Option<int> AtLeastOne(string name, string description, int fallback)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value < 1)
                result.AddError($"{name} is {value}; it must be at least 1.");
        });
        return option;
    }
}
