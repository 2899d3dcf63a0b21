using System.CommandLine;
using Dlnx.Verify.Claims;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Dlnx.Verify.SelfTests;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>selftest</c>: holds every check against wrong theories; one that notices none of them is a failure.</summary>
internal static class SelfTestCommand
{
    private static readonly Argument<string[]> Claims = SharedOptions.Claims();

    private static readonly Option<Tier> Tier = SharedOptions.Tier("The most expensive tier to test");

    private static readonly Option<string> Out = SharedOptions.Out("The folder for the results of the run.");

    private static readonly Option<string[]> From = new("--from")
    {
        Description = "Tests the checks of a results.json that is there instead of running them; repeatable.",
        HelpName = "file",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> Data = SharedOptions.Data(
        $"A folder with data sets; otherwise that of {DataRoots.Variable}, then the cache of `data get`."
    );

    public static Command Create()
    {
        var command = new Command("selftest", "Holds every check against wrong theories and says what it notices.")
        {
            Claims,
            Tier,
            Out,
            From,
            Data,
        };
        EngineArguments.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(From) is { Length: > 0 } && result.GetValue(Claims) is { Length: > 0 })
                result.AddError("--from tests all checks of its files; leave the claims out.");
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = Terminal.Create(parsed.GetValue(SharedOptions.NoColor));
        var results = parsed.GetValue(From) is { Length: > 0 } files
            ? Report.Of([.. files.Select(ResultsFile.Read)]).Results
            : RunChecks(parsed);
        var test = SelfTest.Of(results);
        SelfTestTable.Print(terminal, test, results);
        var outcome = RunOutcome.Of(results);
        return (int)(outcome == ExitCode.Reproduced && test.Blind.Count > 0 ? ExitCode.Broken : outcome);
    }

    private static RunResults RunChecks(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var configured = workspace.Configured;
        var options = configured.Profile.RunOptions() with
        {
            Selection = configured.Claims(Claims),
            Tier = configured.Value(Tier, configured.Profile.Tier),
            Data = configured.Data(Data),
            Engine = EngineArguments.Open(workspace),
        };
        var runner = new SpecRunner(workspace.Claims(), workspace.Golden.For(options.Engine));
        runner.Validate(options);
        var folder = configured.Value(Out, configured.Profile.Out);
        using var alone = OutputLock.Take(folder);
        var results = RunCommand.Cancellable(token =>
            Progress.Show(workspace.Terminal, see => runner.Run(options, see, token))
        );
        var path = Path.Combine(folder, ResultsFile.FileName);
        ResultsFile.Write(path, results);
        workspace.Terminal.Write($"Results: {path}");
        return results;
    }
}
