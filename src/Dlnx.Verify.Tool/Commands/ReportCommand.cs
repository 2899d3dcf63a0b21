using System.CommandLine;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;
using Dlnx.Verify.Sweeps;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>report</c>: rebuilds the report from results, and merges the results of several runs.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string[]> Files = new("results")
    {
        Description = "One or more results.json, or the sweep.json of parts of a sweep; several are merged.",
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
        var files = parsed.GetValue(Files)!;
        var folder = parsed.GetValue(Out)!;
        var (report, write) = Array.TrueForAll(files, SweepFile.IsNamedBy)
            ? OfSweeps([.. files.Select(SweepFile.Read)], folder)
            : OfRuns([.. files.Select(ResultsFile.Read)], folder);
        foreach (var note in report.Notes)
            terminal.Write(note);
        foreach (var finding in report.Results.Findings)
            terminal.Write($"{finding.Claim}: {finding.Message}");
        Publication.Publish(terminal, report, folder, parsed.GetValue(Open));
        if (files.Length == 1)
            return (int)ExitCode.Reproduced;
        // Several files are one run in parts: they end as that run would have ended.
        write();
        return (int)RunOutcome.Of(report.Results);
    }

    private static (Report Report, Action Write) OfRuns(IReadOnlyList<RunResults> parts, string folder)
    {
        var report = Report.Of(parts);
        return (report, () => ResultsFile.Write(Path.Combine(folder, ResultsFile.FileName), report.Results));
    }

    private static (Report Report, Action Write) OfSweeps(IReadOnlyList<SweepResults> parts, string folder)
    {
        var whole = SweepMerge.Of(parts);
        return (SweepReport.Of(parts), () => SweepRun.Write(folder, whole));
    }
}
