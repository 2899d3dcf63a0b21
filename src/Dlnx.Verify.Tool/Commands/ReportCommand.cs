using System.CommandLine;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>report</c>: rebuilds the report from results, and merges the results of several runs.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string[]> Files = new("results")
    {
        Description = "One or more results.json; several are merged.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Out = SharedOptions.Out("The folder for the report.");

    private static readonly Option<bool> Open = SharedOptions.Open();

    public static Command Create()
    {
        var command = new Command("report", "Builds the report from results, without running anything.")
        {
            Files,
            Out,
            Open,
        };
        command.SetAction(Build);
        return command;
    }

    private static int Build(ParseResult parsed)
    {
        var terminal = Terminal.Create(parsed.GetValue(SharedOptions.NoColor));
        var report = Report.Of([.. parsed.GetValue(Files)!.Select(ResultsFile.Read)]);
        foreach (var note in report.Notes)
            terminal.Write(note);
        Publication.Publish(terminal, report, parsed.GetValue(Out)!, parsed.GetValue(Open));
        return (int)ExitCode.Reproduced;
    }
}
