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

    private static readonly Option<bool> Whole = new("--whole")
    {
        Description = "One file, too, is held to be all there is of its run: missing parts are named, as with several.",
    };

    private static readonly Option<string> Out = SharedOptions.Out("The folder for the report.");

    private static readonly Option<bool> Open = SharedOptions.Open();

    public static Command Create()
    {
        var command = new Command("report", "Builds the report from results, without running anything.")
        {
            Files,
            Whole,
            Out,
            Open,
        };
        command.SetAction(Build);
        return command;
    }

    private static int Build(ParseResult parsed)
    {
        var terminal = Terminal.Create(parsed.GetValue(SharedOptions.NoColor));
        var configured = Configured.Of(parsed);
        var files = parsed.GetValue(Files)!;
        var isWhole = files.Length > 1 || parsed.GetValue(Whole);
        var (report, write) = Array.TrueForAll(files, SweepFile.IsNamedBy)
            ? OfSweeps([.. files.Select(SweepFile.Read)], isWhole)
            : OfRuns([.. files.Select(ResultsFile.Read)], isWhole);
        foreach (var note in report.Notes)
            terminal.Write(note);
        foreach (var finding in report.Results.Findings)
            terminal.Write($"{finding.Claim}: {finding.Message}");
        if (isWhole && report.Results.Run.Cancelled)
            terminal.Write("A part was cancelled before its end. Continue it with its command and --resume.");
        var folder = configured.Value(Out, configured.Profile.Out);
        Publication.Publish(terminal, report, folder, parsed.GetValue(Open));
        if (!isWhole)
            return (int)ExitCode.Reproduced;
        // Several files are one run in parts: they end as that run would have ended.
        write(folder);
        return (int)RunOutcome.Of(report.Results);
    }

    private static (Report Report, Action<string> Write) OfRuns(IReadOnlyList<RunResults> parts, bool isWhole)
    {
        var report = isWhole ? Report.OfWhole(parts) : Report.Of(parts);
        return (report, folder => ResultsFile.Write(Path.Combine(folder, ResultsFile.FileName), report.Results));
    }

    private static (Report Report, Action<string> Write) OfSweeps(IReadOnlyList<SweepResults> parts, bool isWhole)
    {
        var whole = isWhole ? SweepMerge.Of(parts) : parts[0];
        return (SweepReport.Of(whole, parts), folder => SweepRun.Write(folder, whole));
    }
}
