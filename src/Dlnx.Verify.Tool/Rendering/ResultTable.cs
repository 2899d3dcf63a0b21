using Dlnx.Verify.Claims;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Results;
using Spectre.Console;
using Status = Dlnx.Verify.Results.Status;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>The short story of a run: a row per claim, what is broken and why, one line of totals.</summary>
internal static class ResultTable
{
    public static void Print(Terminal terminal, RunResults results, string path)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("claim", "title", "verdict", "status", "strongest evidence");
        table.AddColumn(new TableColumn("time").RightAligned());
        foreach (var claim in results.Claims)
            table.AddRow(Row(claim));
        terminal.Write(table);
        foreach (var claim in results.Claims.Where(claim => claim.Status == Status.Broken))
            PrintBroken(terminal, claim);
        foreach (var finding in results.Findings)
            terminal.Write($"{finding.Claim}: {finding.Message}");
        terminal.Write(Total(results));
        terminal.Write($"Results: {path}");
        if (results.Run.Cancelled)
            terminal.Write("Cancelled: what was done by then is kept in the results.");
    }

    private static Text[] Row(ClaimResult claim)
    {
        var strongest = EvidenceText.Strongest(claim.Checks.SelectMany(check => check.Evidence));
        return
        [
            new(claim.Id),
            new(claim.Title),
            new(claim.Verdict.ToString(), ColourOf(claim.Verdict)),
            new(Words(claim), ColourOf(claim.Status)),
            new(strongest is null ? "" : EvidenceText.Line(strongest)),
            new($"{claim.Checks.Sum(check => check.Seconds):F2} s"),
        ];
    }

    private static void PrintBroken(Terminal terminal, ClaimResult claim)
    {
        foreach (var check in claim.Checks.Where(check => check.Status == Status.Broken))
        {
            terminal.Heading($"broken: {claim.Id}: {check.Name}");
            terminal.Write($"  {check.File}:{check.Line}");
            foreach (var line in check.Message.Split('\n'))
                terminal.Write("  " + line);
        }
    }

    private static string Total(RunResults results)
    {
        var checks = results.Claims.SelectMany(claim => claim.Checks).ToList();
        var counts = Enum.GetValues<Status>()
            .Select(status => (status, count: results.Claims.Count(claim => claim.Status == status)))
            .Where(pair => pair.count > 0)
            .Select(pair => $"{pair.count} {Word(pair.status)}");
        var run = results.Run;
        var kernel = RunKernel.Titled(results.Machine.Kernel) is { IsReference: false } other ? $", {other.Title}" : "";
        return $"{results.Claims.Count} claims, {checks.Count} checks: {string.Join(", ", counts)}; "
            + $"{results.Planned.Count} planned. Tier {run.Tier.ToString().ToLowerInvariant()}, seed {run.Seed}{kernel}, {run.Seconds:F1} s.";
    }

    private static string Words(ClaimResult claim) =>
        claim.Status == Status.Skipped ? "skipped: " + claim.Checks[0].Message : Word(claim.Status) + claim.OnData;

    private static string Word(Status status) =>
        status switch
        {
            Status.Reproduced => "reproduced",
            Status.Broken => "broken",
            Status.Skipped => "skipped",
            _ => "not run",
        };

    private static Style ColourOf(Status status) =>
        status switch
        {
            Status.Reproduced => new Style(Color.Green),
            Status.Broken => new Style(Color.Red, decoration: Decoration.Bold),
            _ => new Style(Color.Grey),
        };

    private static Style ColourOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Confirmed => new Style(Color.Green),
            Verdict.Corrected => new Style(Color.Yellow),
            Verdict.Refuted => new Style(Color.Red),
            _ => new Style(Color.Blue),
        };
}
