using System.CommandLine;
using Dlnx.Verify.Running;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>doctor</c>: what this machine offers, what is missing and how to get it.</summary>
internal static class DoctorCommand
{
    private static readonly Option<string?> Data = SharedOptions.Data("A folder with data sets.");

    public static Command Create()
    {
        var command = new Command(
            "doctor",
            "Shows configuration, runtime, processor, memory, GPU, engines, data sets and versions."
        )
        {
            Data,
        };
        command.SetAction(Examine);
        return command;
    }

    private static int Examine(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var table = new Table().Border(TableBorder.Simple).HideHeaders();
        table.AddColumns("what", "found", "remedy");
        var configuration = workspace.Configured.Description;
        table.AddRow("configuration", configuration.Length > 0 ? Markup.Escape(configuration) : "none", "");
        foreach (var finding in Diagnosis.Examine(workspace.DataSets(), workspace.Configured.Data(Data)))
            table.AddRow(new Text(finding.What), new Text(finding.Found), new Text(finding.Remedy));
        workspace.Terminal.Write(table);
        return 0;
    }
}
