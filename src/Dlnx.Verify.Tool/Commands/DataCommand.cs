using System.CommandLine;
using Dlnx.Verify.DataSets;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>data</c>: the data sets that claims may ask for; lists, makes, verifies and gets them.</summary>
internal static class DataCommand
{
    private static readonly Option<string?> Data = SharedOptions.Data(
        $"The folder of the data sets; otherwise that of {DataRoots.Variable}, then the user's cache."
    );

    private static readonly Argument<string[]> Chosen = new("sets")
    {
        Description = "Data sets; all that are here when none is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Argument<string> Surrogate = new("surrogate")
    {
        Description = "S1, S2, tex:classes,N,seed or glyph:classes,N,seed,J,A,S.",
    };

    public static Command Create()
    {
        var list = new Command("list", "Shows every data set, whether it is here, and how to get or make it.") { Data };
        list.SetAction(List);
        var make = new Command("make", "Writes a surrogate to the files of the data set it stands in for.")
        {
            Surrogate,
            Data,
        };
        make.SetAction(Make);
        var verify = new Command("verify", "Reads data sets strictly; compares generators and files with checksums.")
        {
            Chosen,
            Data,
        };
        verify.SetAction(Verify);
        return new Command("data", "Lists, makes, verifies and gets data sets; no claim needs one.")
        {
            list,
            make,
            verify,
            DataGetCommand.Create(Data),
        };
    }

    private static int List(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var roots = workspace.Configured.Data(Data);
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("data set", "what", "here", "command", "from");
        foreach (var set in workspace.DataSets().Sets)
            table.AddRow(Row(set, roots.Find(set)).Select(cell => new Text(cell)).ToArray());
        workspace.Terminal.Write(table);
        workspace.Terminal.Write(
            $"Cache: {DataRoots.Cache}. Further surrogates: tex:classes,N,seed and glyph:classes,N,seed,J,A,S."
        );
        return (int)ExitCode.Reproduced;
    }

    private static string[] Row(DataSet set, DataFolder? here) =>
        set is PublishedDataSet published
            ?
            [
                set.Name,
                $"{set.Title}, {published.Downloads.Sum(file => file.Length) / 1e6:F0} MB",
                here?.Path ?? "no",
                here is null ? published.Command : "",
                published.Downloads[0].Addresses[0].Host,
            ]
            : [set.Name, set.Title, here?.Path ?? "computed when needed", ((GeneratedDataSet)set).Command, "generated"];

    private static int Make(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var name = parsed.GetValue(Surrogate)!;
        if (workspace.DataSets().Find(name) is not GeneratedDataSet set)
            throw new ProblemException(
                $"{name} is not generated but published. Get it with: dotnet dlnx-verify data get {name}",
                ExitCode.Usage
            );
        var folder = DataStore.Make(set, workspace.Configured.DataTarget(Data));
        workspace.Terminal.Write($"{set.Name}: {set.Examine(folder)}; in {folder.Path}");
        return (int)ExitCode.Reproduced;
    }

    private static int Verify(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var roots = workspace.Configured.Data(Data);
        var catalog = workspace.DataSets();
        var named = parsed.GetValue(Chosen) ?? [];
        var sets = named.Length == 0 ? catalog.Sets : [.. named.Select(catalog.Find)];
        foreach (var set in sets)
        {
            var found = roots.Find(set);
            if (found is null && named.Length > 0 && set is PublishedDataSet published)
                throw new ProblemException(published.Missing, ExitCode.Environment);
            string[] findings =
            [
                .. set is GeneratedDataSet generated ? [generated.VerifyGenerator()] : Array.Empty<string>(),
                .. found is null
                    ? [set is PublishedDataSet ? "not here" : ""]
                    : DataStore.Verify(set, found).Append(found.Path),
            ];
            workspace.Terminal.Write($"{set.Name}: {string.Join("; ", findings.Where(finding => finding.Length > 0))}");
        }
        return (int)ExitCode.Reproduced;
    }
}
