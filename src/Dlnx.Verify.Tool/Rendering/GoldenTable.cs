using Dlnx.Verify.Golden;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>Changes of golden numbers and accepted verdicts, one a row.</summary>
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
                change.Words,
            };
            table.AddRow(cells.Select(cell => new Text(cell)).ToArray());
        }
        terminal.Write(table);
    }

    public static void Print(Terminal terminal, IReadOnlyList<LedgerChange> changes)
    {
        if (changes.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("claim", "accepted verdict", "declared", "change");
        foreach (var change in changes)
        {
            var accepted = change.Accepted?.ToString() ?? "none";
            var declared = change.Declared?.ToString() ?? "none";
            table.AddRow(new Text(change.Claim), new Text(accepted), new Text(declared), new Text(change.Words));
        }
        terminal.Write(table);
    }

    public static string Number(double? value) => value?.ToString("R") ?? "none";
}
