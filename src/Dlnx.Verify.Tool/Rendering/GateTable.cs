using Dlnx.Verify.Gate;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>What is worse in a run than in the one before, one a row, the most severe first.</summary>
internal static class GateTable
{
    public static void Print(Terminal terminal, RunComparison comparison)
    {
        if (comparison.Regressions.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple);
            table.AddColumns("worse", "claim", "check", "baseline", "now");
            foreach (var item in comparison.Regressions)
            {
                string[] cells = [item.Words, item.Claim, item.Check, item.Before, item.Now];
                table.AddRow(cells.Select(cell => new Text(cell)).ToArray());
            }
            terminal.Write(table);
        }
        foreach (var note in comparison.Notes)
            terminal.Write(note);
        terminal.Write(GateReport.Headline(comparison));
    }
}
