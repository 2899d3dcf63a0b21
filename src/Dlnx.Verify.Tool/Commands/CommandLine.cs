using System.CommandLine;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>The root of the command line: parses, runs the command, turns problems into messages and exit codes.</summary>
internal static class CommandLine
{
    public static int Run(string[] args)
    {
        var root = new RootCommand("Runs the executable claims of deep-learning theory papers and reports verdicts.")
        {
            SharedOptions.NoColor,
            SharedOptions.Specs,
            SharedOptions.Golden,
            RunCommand.Create(),
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
    }

    private static int Usage(ParseResult parsed, Terminal terminal)
    {
        foreach (var error in parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
            terminal.Error(error);
        var command = parsed.CommandResult.Command;
        var words = command
            .Subcommands.Select(subcommand => subcommand.Name)
            .Concat(command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(option => option.Name))
            .ToList();
        foreach (var token in parsed.UnmatchedTokens)
        {
            var nearest = Suggestions.DidYouMean(token, words);
            if (nearest.Length > 0)
                terminal.Error($"'{token}':{nearest}");
        }
        var path = command is RootCommand ? "" : command.Name + " ";
        terminal.Error($"See: dotnet dlnx-verify {path}--help");
        return (int)ExitCode.Usage;
    }
}
