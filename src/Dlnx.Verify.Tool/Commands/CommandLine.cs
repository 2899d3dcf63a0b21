using System.CommandLine;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>The root of the command line: parses, runs the command, turns problems into messages and exit codes.</summary>
internal static class CommandLine
{
    private const string TraceVariable = "DLNX_TRACE";

    public static int Run(string[] args)
    {
        var root = new RootCommand("Runs the executable claims of deep-learning theory papers and reports verdicts.")
        {
            SharedOptions.NoColor,
            SharedOptions.Specs,
            SharedOptions.Golden,
            RunCommand.Create(),
            ReportCommand.Create(),
            ListCommand.Create(),
            ShowCommand.Create(),
            EvalCommand.Create(),
            GoldenCommand.Create(),
            DoctorCommand.Create(),
        };
        // A value may begin with @; there are no response files.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var terminal = Terminal.Create(parsed.GetValue(SharedOptions.NoColor));
        if (parsed.Errors.Count > 0)
            return Usage(parsed, terminal);
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ProblemException problem)
        {
            terminal.Error(problem.Message);
            return (int)problem.ExitCode;
        }
        catch (Exception defect) when (Environment.GetEnvironmentVariable(TraceVariable) is not "1")
        {
            terminal.Error(
                $"The tool failed on something it should have foreseen: {defect.GetType().Name}: {defect.Message}"
            );
            terminal.Error($"Please report it, with the output of the same command under {TraceVariable}=1.");
            return (int)ExitCode.Environment;
        }
    }

    private static int Usage(ParseResult parsed, Terminal terminal)
    {
        var unknown = parsed.UnmatchedTokens.Count > 0;
        // With an unknown word every other complaint only follows from it.
        foreach (var error in parsed.Errors.Where(_ => !unknown).Select(error => error.Message))
            terminal.Error(error);
        var command = parsed.CommandResult.Command;
        var words = command
            .Subcommands.Select(subcommand => subcommand.Name)
            .Concat(command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(option => option.Name))
            .ToList();
        foreach (var token in parsed.UnmatchedTokens)
        {
            terminal.Error($"Unknown word '{token}'.{Suggestions.DidYouMean(token, words)}");
        }
        var path = command is RootCommand ? "" : command.Name + " ";
        terminal.Error($"See: dotnet dlnx-verify {path}--help");
        return (int)ExitCode.Usage;
    }
}
