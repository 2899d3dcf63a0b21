using System.CommandLine;
using Dlnx.Verify.Running;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>doctor</c>: what this machine offers, what is missing and how to get it.</summary>
internal static class DoctorCommand
{
    private static readonly Option<string?> Data = SharedOptions.Data("A folder with data sets.");

    private static readonly Option<bool> Benchmark = new("--benchmark")
    {
        Description = "Measures how the cost of our kernels grows instead: a minute, and a report with figures.",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The folder for the report of --benchmark.",
        HelpName = "folder",
        DefaultValueFactory = _ => "dlnx-benchmark",
    };

    public static Command Create()
    {
        var command = new Command(
            "doctor",
            "Shows configuration, runtime, processor, native BLAS, memory, GPU, engines, data sets and versions."
        )
        {
            Data,
            EngineArguments.Folder,
            Benchmark,
            Out,
        };
        command.SetAction(Examine);
        return command;
    }

    private static int Examine(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        if (parsed.GetValue(Benchmark))
            return CostBenchmark.Run(workspace.Terminal, parsed.GetValue(Out)!);
        var table = new Table().Border(TableBorder.Simple).HideHeaders();
        table.AddColumns("what", "found", "remedy");
        var configuration = workspace.Configured.Description;
        table.AddRow("configuration", configuration.Length > 0 ? Markup.Escape(configuration) : "none", "");
        var findings = Diagnosis.Examine(
            workspace.DataSets(),
            workspace.Configured.Data(Data),
            workspace.Engines(),
            workspace.Kernels(),
            EngineArguments.FolderOf(workspace)
        );
        foreach (var finding in findings)
            table.AddRow(new Text(finding.What), new Text(finding.Found), new Text(finding.Remedy));
        workspace.Terminal.Write(table);
        return 0;
    }
}
