using System.CommandLine;
using System.Runtime.InteropServices;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Dlnx.Verify.Sweeps;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>run</c>: checks claims, writes the results, prints the table.</summary>
internal static class RunCommand
{
    // Where isolated processes pass results that several checks read; like the journal it outlives an interruption.
    private const string SharedFolder = ".shared";

    private static readonly Option<string> Out = SharedOptions.Out("The folder for results and report.");

    private static readonly Option<bool> Open = SharedOptions.Open();

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Continues a run into the same folder that was interrupted; no check runs twice.",
    };

    public static Command Create()
    {
        var command = new Command("run", "Checks claims and reports verdicts with evidence.") { Out, Resume, Open };
        RunArguments.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var claims = workspace.Claims();
        var options = RunArguments.Of(parsed, claims, workspace.Configured) with
        {
            Engine = EngineArguments.Open(workspace),
            Kernel = KernelArguments.Use(workspace),
        };
        var folder = workspace.Configured.Value(Out, workspace.Configured.Profile.Out);
        if (RunArguments.SweepOf(parsed) is { } grid)
        {
            var beginning = parsed.GetValue(Resume) ? Beginning.Continued : Beginning.Anew;
            var request = new SweepRequest(options, grid, folder, beginning, parsed.GetValue(Open));
            return SweepRun.Run(workspace, claims, request);
        }
        var runner = new SpecRunner(claims, workspace.Golden.For(options.Engine));
        runner.Validate(options);
        workspace.SayConfiguration();
        var shared = Path.Combine(folder, SharedFolder);
        if (options.Isolation is not null)
            options = options with { CacheFolder = options.CacheFolder ?? shared };
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
            Complete(journal, shared);
        return (int)RunOutcome.Of(results);
    }

    // There is nothing left to continue.
    private static void Complete(RunJournal journal, string shared)
    {
        journal.Complete();
        try
        {
            if (Directory.Exists(shared))
                Directory.Delete(shared, recursive: true);
        }
        catch (IOException)
        {
            // A process that is being ended may still write there. The next run takes what fits it and removes the rest.
        }
    }

    private static RunJournal JournalOf(ParseResult parsed, Workspace workspace, string folder, JournalHeader header)
    {
        var path = Path.Combine(folder, RunJournal.FileName);
        if (!parsed.GetValue(Resume))
        {
            if (InterruptedRun.Find(path, header) is { } interrupted)
                workspace.Terminal.Write(interrupted.Farewell(folder));
            return RunJournal.Start(path, header);
        }
        var journal = RunJournal.Resume(path, header);
        workspace.Terminal.Write(
            journal.Completed.Count switch
            {
                0 => $"There is nothing to continue in {folder}; the run starts at the beginning.",
                1 => "Continues after 1 check that had ended.",
                var ended => $"Continues after {ended} checks that had ended.",
            }
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
}
