using Dlnx.Verify.Results;
using Dlnx.Verify.SelfTests;
using Spectre.Console;
using Status = Dlnx.Verify.Results.Status;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>What each check notices, which notice little or nothing, and how finely the claims are resolved.</summary>
internal static class SelfTestTable
{
    public static void Print(Terminal terminal, SelfTest test, RunResults results)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("claim", "check", "notices", "by", "wrong statements");
        foreach (var check in test.Checks)
            table.AddRow(Row(check));
        terminal.Write(table);
        PrintList(terminal, $"worse than {SelfTest.CoarseResolution:P0}", test.Coarse);
        PrintList(terminal, "notices no wrong theory", test.Blind);
        if (test.Blind.Count > 0)
            terminal.Write("Compare with Agrees or a closer bound, or reject a rival: see CONTRIBUTING.md.");
        terminal.Write(Total(test));
        terminal.Write(Claims(test));
        var checks = results.Claims.SelectMany(claim => claim.Checks).ToList();
        var broken = checks.Count(check => check.Status == Status.Broken);
        terminal.Write($"Not tested: {broken} broken, {checks.Count - broken - test.Checks.Count} skipped.");
    }

    private static Text[] Row(CheckControl check) =>
        [
            new(check.Claim),
            new(check.Check.Name),
            new(Notices(check), check.NoticesSomething ? Style.Plain : new Style(Color.Red)),
            new(check.Sharpest?.Name ?? ""),
            new(check.Excluded > 0 ? $"{check.Excluded} excluded" : ""),
        ];

    private static string Notices(CheckControl check) =>
        check switch
        {
            { Resolution: { } change } => $"{change:0E-0} of the prediction",
            { Shift: { } shift } => $"a shift by {shift:0E-0}",
            { GoldenResolution: { } change } => $"{change:0E-0} of an accepted number",
            { NoticesSomething: true } => "a wrong statement",
            _ => "nothing",
        };

    private static void PrintList(Terminal terminal, string title, IReadOnlyList<CheckControl> checks)
    {
        if (checks.Count == 0)
            return;
        terminal.Heading($"{title}: {checks.Count}");
        foreach (var check in checks)
        {
            terminal.Write($"  {check.Claim}: {check.Check.Name}: {Notices(check)}");
            terminal.Write($"    {check.Check.File}:{check.Check.Line}");
        }
    }

    private static string Total(SelfTest test)
    {
        var scaled = test.Checks.Count - test.WithoutScale.Count - test.Blind.Count;
        return $"{test.Checks.Count} checks: {scaled} notice a scaled prediction, {test.Coarse.Count} of them only above "
            + $"{SelfTest.CoarseResolution:P0}; {test.WithoutScale.Count} notice wrong statements, shifts or changed accepted "
            + $"numbers only; {test.Blind.Count} notice nothing.";
    }

    private static string Claims(SelfTest test) =>
        test.Median is { } median
            ? $"Resolution of {test.Claims.Count} claims: median {median:0E-0}, worst {test.Claims[^1].Value:0E-0} ({test.Claims[^1].Key})."
            : "No claim has a resolution.";
}
