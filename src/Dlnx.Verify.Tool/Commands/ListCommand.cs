using System.CommandLine;
using System.Text.Json;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>list</c>: every id that the catalogues name, with or without a spec.</summary>
internal static class ListCommand
{
    private static readonly Option<bool> Json = SharedOptions.Json();

    public static Command Create()
    {
        var command = new Command("list", "Lists the claims, and the catalogue entries that are still planned.")
        {
            Json,
        };
        command.SetAction(List);
        return command;
    }

    private static int List(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var rows = Rows(workspace.Claims());
        if (parsed.GetValue(Json))
            workspace.Terminal.Write(JsonSerializer.Serialize(rows, ResultsJson.Options));
        else
            workspace.Terminal.Write(Table(rows));
        return 0;
    }

    private static List<Row> Rows(ClaimCatalog catalog)
    {
        var rows = catalog.Claims.Select(claim => Row.Of(claim, catalog.Register.OrderOf(claim.Id)));
        var planned = catalog.Planned.Select(entry => new Row(
            entry.Id,
            [],
            entry.Title,
            entry.Kind,
            entry.Verdict,
            "planned",
            entry.Tier,
            Checks: 0,
            catalog.Register.OrderOf(entry.Id)
        ));
        return [.. rows.Concat(planned).OrderBy(row => row.Order).ThenBy(row => row.Id, StringComparer.Ordinal)];
    }

    private static Table Table(List<Row> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("claim", "title", "kind", "verdict", "state", "tier");
        table.AddColumn(new TableColumn("checks").RightAligned());
        foreach (var row in rows)
        {
            var id = row.Aliases.Count == 0 ? row.Id : $"{row.Id}, {string.Join(", ", row.Aliases)}";
            table.AddRow(
                new[]
                {
                    id,
                    row.Title,
                    row.Kind.ToString(),
                    row.Verdict.ToString(),
                    row.State,
                    row.Tier.ToString().ToLowerInvariant(),
                    row.Checks == 0 ? "" : row.Checks.ToString(),
                }
                    .Select(text => new Text(text))
                    .ToArray()
            );
        }
        var specified = rows.Count(row => row.Checks > 0);
        return table.Caption($"{rows.Count} claims: {specified} with a spec, {rows.Count - specified} planned");
    }

    private sealed record Row(
        string Id,
        IReadOnlyList<string> Aliases,
        string Title,
        ClaimKind Kind,
        Verdict Verdict,
        string State,
        Tier Tier,
        int Checks,
        [property: System.Text.Json.Serialization.JsonIgnore] int Order
    )
    {
        public static Row Of(ClaimDefinition claim, int order) =>
            new(
                claim.Id,
                claim.Declaration.Aliases,
                claim.Declaration.Title,
                claim.Declaration.Kind,
                claim.Declaration.Verdict,
                "specified",
                claim.Checks.Select(check => check.Declaration.Tier).DefaultIfEmpty().Min(),
                claim.Checks.Count,
                order
            );
    }
}
