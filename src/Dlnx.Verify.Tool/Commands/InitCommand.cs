using System.CommandLine;
using Dlnx.Verify.Running;
using Dlnx.Verify.Scaffolding;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>init</c>: sets a repository up to verify a model of its own.</summary>
internal static class InitCommand
{
    private static readonly Argument<string> Folder = new("folder")
    {
        Description = "The folder of your repository; by default the current one.",
        DefaultValueFactory = _ => ".",
    };

    private static readonly Option<string?> Feed = new("--feed")
    {
        Description = "A folder with the packages of the tool and its library, where no feed of the machine has them.",
        HelpName = "folder",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Shows every file with its text or its changes, and writes nothing.",
    };

    public static Command Create()
    {
        var command = new Command(
            "init",
            "Sets your repository up: tool manifest, configuration, workflow, and a first claim about a model of your own."
        )
        {
            Folder,
            Feed,
            DryRun,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = Terminal.Create(parsed.GetValue(SharedOptions.NoColor));
        var folder = parsed.GetValue(Folder)!;
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd");
        var scaffold = Scaffold.Plan(folder, Diagnosis.ToolVersion, today, parsed.GetValue(Feed));
        if (parsed.GetValue(DryRun))
        {
            foreach (var file in scaffold.Files)
                Show(terminal, file);
            terminal.Write("Nothing was written.");
            return (int)ExitCode.Reproduced;
        }
        scaffold.Write();
        foreach (var file in scaffold.Files)
            terminal.Write(Line(file));
        foreach (var note in scaffold.Notes)
            terminal.Write($"Note: {note}");
        terminal.Write(
            $"""

            Next, in {folder}:
              dotnet tool restore
              dotnet build {Scaffold.Project}
              dotnet dlnx-verify run
            """
        );
        return (int)ExitCode.Reproduced;
    }

    private static void Show(Terminal terminal, PlannedFile file)
    {
        terminal.Write(Line(file));
        TextDiff.Print(terminal, file.Change);
    }

    private static string Line(PlannedFile file)
    {
        var fate = file.Fate.ToString().ToLowerInvariant();
        var remedy = file.Remedy.Length == 0 ? "" : $": {file.Remedy}";
        return $"{fate, -10} {file.Change.Path}{remedy}";
    }
}
