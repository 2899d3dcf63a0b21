using System.Text.Json.Nodes;
using Dlnx.Verify.Results;
using Dlnx.Verify.Sweeps;
using Dlnx.Verify.Tool.Commands;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>How a sweep of a quantity is printed.</summary>
internal enum SweepFormat
{
    /// <summary>A table for a person.</summary>
    Table,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Comma-separated values.</summary>
    Csv,
}

/// <summary>Prints a quantity at the points of a sweep.</summary>
internal static class QuantitySweepText
{
    public static void Write(Terminal terminal, QuantitySweep sweep, SweepFormat format)
    {
        if (format == SweepFormat.Json)
            terminal.Write(sweep.ToJson().ToJsonString(ResultsJson.Options));
        else if (format == SweepFormat.Csv)
            terminal.Write(sweep.ToCsv().TrimEnd('\n'));
        else
            Print(terminal, sweep);
    }

    private static void Print(Terminal terminal, QuantitySweep sweep)
    {
        terminal.Heading(sweep.Quantity);
        foreach (var (name, value) in sweep.Settings)
            terminal.Field(name, value);
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns([.. sweep.Axes.Select(axis => axis.Parameter), .. sweep.OutputNames]);
        foreach (var point in sweep.Points)
        {
            var outputs = point.Row(sweep.OutputNames).Select(Short);
            table.AddRow(point.Point.Settings.Values.Concat(outputs).Select(cell => new Text(cell)).ToArray());
        }
        terminal.Write(table);
        terminal.Write("Six digits; all of them with --json or --csv.");
    }

    private static string Short(JsonNode? output) =>
        output is JsonValue value && value.TryGetValue(out double number)
            ? number.ToString("G6")
            : EvalCommand.Show(output);
}
