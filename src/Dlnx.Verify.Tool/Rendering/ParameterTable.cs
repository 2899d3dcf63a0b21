using Dlnx.Verify.Parameters;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>The parameters of a claim with defaults and ranges.</summary>
internal static class ParameterTable
{
    public static void Print(Terminal terminal, IReadOnlyList<ParameterDefinition> parameters)
    {
        if (parameters.Count == 0)
            return;
        terminal.Section("Parameters (--set name=value)", " ");
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("name", "default", "range", "type", "meaning");
        foreach (var parameter in parameters)
        {
            var cells = new[]
            {
                parameter.Name,
                parameter.Default.Length == 0 ? "unset" : parameter.Default,
                parameter.Range,
                parameter.TypeName,
                parameter.Description,
            };
            table.AddRow(cells.Select(cell => new Text(cell)).ToArray());
        }
        terminal.Write(table);
    }
}
