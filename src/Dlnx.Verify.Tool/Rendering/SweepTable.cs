using Dlnx.Verify.Results;
using Dlnx.Verify.Sweeps;
using Spectre.Console;
using Status = Dlnx.Verify.Results.Status;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>The short story of a sweep: a row per check, where something is broken, one line of totals.</summary>
internal static class SweepTable
{
    public static void Print(Terminal terminal, SweepResults sweep, string folder)
    {
        var checks = SweptCheck.Of(sweep).ToList();
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("claim", "check", "points", "status", "least safe evidence");
        foreach (var check in checks)
            table.AddRow(Row(check));
        terminal.Write(table);
        foreach (var check in checks.Where(check => check.Status == Status.Broken))
            PrintBroken(terminal, check);
        foreach (var finding in sweep.Findings)
            terminal.Write($"{finding.Claim}: {finding.Message}");
        terminal.Write(Total(sweep));
        terminal.Write($"Results: {Path.Combine(folder, SweepFile.FileName)}, {SweepCsv.FileName}");
        if (sweep.Run.Cancelled)
            terminal.Write("Cancelled: the points that had ended by then are kept in the results.");
    }

    private static Text[] Row(SweptCheck check)
    {
        var broken = check.Where(Status.Broken).Count;
        var skipped = check.Where(Status.Skipped).Count;
        string[] counts =
        [
            .. broken > 0 ? [$"{broken} broken"] : Array.Empty<string>(),
            .. skipped > 0 ? [$"{skipped} skipped"] : Array.Empty<string>(),
        ];
        var style = broken > 0 ? new Style(Color.Red, decoration: Decoration.Bold) : new Style(Color.Green);
        return
        [
            new(check.Claim),
            new(check.Ends[0].Check.Name),
            new($"{check.Ends.Count}"),
            new(
                counts.Length == 0 ? "reproduced" : string.Join(", ", counts),
                counts.Length == 0 || broken > 0 ? style : Style.Plain
            ),
            new(
                check.Tightest is { } least
                    ? $"{SweepPoint.LabelOf(least.Point.Settings)}: {EvidenceText.Line(least.Evidence)}"
                    : ""
            ),
        ];
    }

    private static void PrintBroken(Terminal terminal, SweptCheck check)
    {
        var first = check.Where(Status.Broken)[0];
        terminal.Heading($"broken: {check.Claim}: {first.Check.Name}");
        terminal.Write($"  {first.Check.File}:{first.Check.Line}");
        foreach (var line in check.Message.Split('\n'))
            terminal.Write("  " + line);
    }

    private static string Total(SweepResults sweep)
    {
        var of = sweep.Axes.Aggregate(1, (product, axis) => product * axis.Values.Count);
        var counts = sweep
            .Points.CountBy(point => point.Status)
            .OrderBy(pair => pair.Key)
            .Select(pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}");
        var part = sweep.Run.Shard is { } shard ? $" (part {shard.Index}/{shard.Count})" : "";
        return $"{sweep.Points.Count} of {of} points{part} of {string.Join(" ", sweep.Axes)}: {string.Join(", ", counts.DefaultIfEmpty("nothing ran"))}. "
            + $"Tier {sweep.Run.Tier.ToString().ToLowerInvariant()}, seed {sweep.Run.Seed}, {sweep.Run.Seconds:F1} s.";
    }
}
