using System.CommandLine;
using System.Text.Json.Nodes;
using Dlnx.Verify.Parameters;
using Dlnx.Verify.Quantities;
using Dlnx.Verify.Results;
using Dlnx.Verify.Sweeps;
using Dlnx.Verify.Tool.Rendering;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>eval</c>: the calculator for every quantity that the papers name.</summary>
internal static class EvalCommand
{
    private static readonly Argument<string?> Name = new("quantity")
    {
        Description = "A quantity, for example B/orbit; without it all are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string[]> Settings = SharedOptions.Settings();
    private static readonly Option<string[]> Sweep = SharedOptions.Sweep();
    private static readonly Option<bool> Json = SharedOptions.Json();

    private static readonly Option<bool> Csv = new("--csv")
    {
        Description = "With --sweep, prints comma-separated values.",
    };

    public static Command Create()
    {
        var command = new Command("eval", "Computes a quantity, or lists them all.")
        {
            Name,
            Settings,
            Sweep,
            Json,
            Csv,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Csv) && result.GetValue(Sweep) is not { Length: > 0 })
                result.AddError("--csv prints a table of a sweep; add --sweep name=values, or print --json.");
        });
        EngineArguments.AddTo(command);
        command.SetAction(Evaluate);
        return command;
    }

    private static int Evaluate(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var catalog = workspace.Quantities();
        var asJson = parsed.GetValue(Json);
        var settings = ParameterBinder.Split(parsed.GetValue(Settings) ?? []);
        if (parsed.GetValue(Name) is not { } name)
        {
            List(workspace.Terminal, catalog, asJson);
            return 0;
        }
        var quantity = catalog.Find(name);
        var engine = EngineArguments.Open(workspace);
        if (parsed.GetValue(Sweep) is { Length: > 0 } axes)
        {
            var evaluations = engine.During(() => QuantitySweep.Of(quantity, SweepGrid.Parse(axes), settings));
            QuantitySweepText.Write(workspace.Terminal, evaluations, FormatOf(parsed));
            return 0;
        }
        var evaluation = engine.During(() => quantity.Evaluate(settings));
        if (asJson)
            workspace.Terminal.Write(evaluation.ToJson().ToJsonString(ResultsJson.Options));
        else
            Print(workspace.Terminal, evaluation);
        return 0;
    }

    private static SweepFormat FormatOf(ParseResult parsed) =>
        parsed.GetValue(Json) ? SweepFormat.Json
        : parsed.GetValue(Csv) ? SweepFormat.Csv
        : SweepFormat.Table;

    private static void List(Terminal terminal, QuantityCatalog catalog, bool asJson)
    {
        if (asJson)
        {
            var quantities = catalog.Quantities.Select(q => (JsonNode)Describe(q)).ToArray();
            terminal.Write(new JsonArray(quantities).ToJsonString(ResultsJson.Options));
            return;
        }
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("quantity", "what", "parameters: default, range");
        foreach (var quantity in catalog.Quantities)
        {
            var parameters = quantity.Parameters.Select(p => $"{p.Name}={p.Default} {p.Range}".TrimEnd());
            table.AddRow(
                new Text(quantity.Name),
                new Text(quantity.Declaration.Summary),
                new Text(string.Join("\n", parameters))
            );
        }
        terminal.Write(table);
    }

    private static JsonObject Describe(QuantityDefinition quantity) =>
        new()
        {
            ["quantity"] = quantity.Name,
            ["summary"] = quantity.Declaration.Summary,
            ["source"] = quantity.Declaration.Source,
            ["parameters"] = new JsonArray([
                .. quantity.Parameters.Select(p => new JsonObject
                {
                    ["name"] = p.Name,
                    ["default"] = p.Default,
                    ["range"] = p.Range,
                    ["type"] = p.TypeName,
                    ["description"] = p.Description,
                }),
            ]),
        };

    private static void Print(Terminal terminal, Evaluation evaluation)
    {
        terminal.Heading(evaluation.Quantity);
        foreach (var (name, value) in evaluation.ToJson()["parameters"]!.AsObject().Where(p => p.Value is not null))
            terminal.Field(name, Show(value));
        terminal.Section("Outputs", "");
        var table = new Table().Border(TableBorder.Simple).HideHeaders();
        table.AddColumns("name", "value");
        foreach (var (name, value) in evaluation.Outputs)
            table.AddRow(new Text(name), new Text(Show(value)));
        terminal.Write(table);
    }

    /// <summary>An output as a person reads it.</summary>
    internal static string Show(JsonNode? value) =>
        value switch
        {
            null => "undefined",
            JsonArray { Count: > 0 } list when list.All(item => item is JsonObject or JsonArray) => string.Join(
                "\n",
                list.Select(Show)
            ),
            JsonArray list => string.Join(", ", list.Select(Show)),
            JsonObject record => string.Join(", ", record.Select(pair => $"{pair.Key} {Show(pair.Value)}")),
            _ => value.ToString(),
        };
}
