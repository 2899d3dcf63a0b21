using Dlnx.Verify.Golden;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>Changes of golden numbers, one a row.</summary>
internal static class GoldenTable
{
    public static void Print(Terminal terminal, IReadOnlyList<GoldenChange> changes)
    {
        if (changes.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("claim", "name", "accepted", "new", "deviation", "tolerance", "change");
        foreach (var change in changes)
        {
            var cells = new[]
            {
                change.Claim,
                change.Name,
                Number(change.Accepted),
                Number(change.Measured),
                change.Deviation is { } deviation ? deviation.ToString("0.##E-0") : "",
                change.Tolerance.ToString(),
                Words(change.Kind),
            };
            table.AddRow(cells.Select(cell => new Text(cell)).ToArray());
        }
        terminal.Write(table);
    }

    private static string Number(double? value) => value?.ToString("R") ?? "none";

    private static string Words(GoldenChangeKind kind) =>
        kind switch
        {
            GoldenChangeKind.New => "new",
            GoldenChangeKind.Changed => "changed",
            GoldenChangeKind.ToleranceChanged => "tolerance changed",
            _ => "no check records it",
        };
}
