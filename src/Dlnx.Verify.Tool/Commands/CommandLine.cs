using System.CommandLine;
using System.CommandLine.Parsing;
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
            RunCommand.Create(),
            ReportCommand.Create(),
            ShardCommand.Create(),
            SubmitCommand.Create(),
            SelfTestCommand.Create(),
            ListCommand.Create(),
            ShowCommand.Create(),
            EvalCommand.Create(),
            GoldenCommand.Create(),
            GateCommand.Create(),
            DataCommand.Create(),
            DoctorCommand.Create(),
            InitCommand.Create(),
            WorkerCommand.Create(),
        };
        foreach (var option in SharedOptions.OfEveryCommand)
            root.Add(option);
        // A value may begin with @; there are no response files.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var terminal = Terminal.Create(parsed.GetValue(SharedOptions.NoColor));
        var unknown = UnknownWords(parsed);
        if (parsed.Errors.Count > 0 || unknown.Count > 0)
            return Usage(parsed, unknown, terminal);
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

    // An argument that takes any text also takes a mistyped option; only --sbatch is meant to take one.
    private static List<string> UnknownWords(ParseResult parsed) =>
        [
            .. parsed.UnmatchedTokens,
            .. parsed
                .Tokens.Where(token => token.Type == TokenType.Argument)
                .Except(parsed.GetResult(SubmitCommand.Further)?.Tokens ?? [])
                .Select(token => token.Value)
                .Where(word => word.StartsWith("--", StringComparison.Ordinal)),
        ];

    private static int Usage(ParseResult parsed, List<string> unknown, Terminal terminal)
    {
        // With an unknown word every other complaint only follows from it.
        foreach (var error in parsed.Errors.Where(_ => unknown.Count == 0))
            terminal.Error(error.Message);
        var command = parsed.CommandResult.Command;
        var words = command
            .Subcommands.Select(subcommand => subcommand.Name)
            .Concat(command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(option => option.Name))
            .ToList();
        foreach (var word in unknown)
            terminal.Error($"Unknown word '{word}'.{Suggestions.DidYouMean(word, words)}");
        terminal.Error($"See: dotnet dlnx-verify {PathOf(parsed.CommandResult)}--help");
        return (int)ExitCode.Usage;
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)}{result.Command.Name} " : "";
}
