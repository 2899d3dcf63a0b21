using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dlnx.Verify.Tests.Hosting;

/// <summary>
/// Checks JSON against a schema of draft 2020-12 that uses only the keywords below; any other keyword is refused, so
/// that none is silently ignored.
/// </summary>
internal sealed class JsonSchema(JsonObject root)
{
    public static JsonSchema Read(string path) => new(JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    /// <summary>What is wrong, each with its place; empty for a valid document.</summary>
    public IReadOnlyList<string> Errors(JsonNode? document) => [.. Errors(document, root, "$")];

    private IEnumerable<string> Errors(JsonNode? node, JsonObject schema, string at) =>
        schema.SelectMany(keyword => Errors(node, schema, keyword.Key, keyword.Value!, at));

    private IEnumerable<string> Errors(JsonNode? node, JsonObject schema, string keyword, JsonNode rule, string at) =>
        keyword switch
        {
            "$schema" or "$defs" or "title" or "description" or "default" => [],
            // Words of editors.
            "allowComments" or "allowTrailingCommas" => [],
            "$ref" => Errors(node, Definition(rule), at),
            "type" => Unless(Types(rule).Any(type => Is(node, type)), $"{at}: is not of type {rule}"),
            "const" => Unless(JsonNode.DeepEquals(node, rule), $"{at}: is not {rule}"),
            "enum" => Unless(
                rule.AsArray().Any(word => JsonNode.DeepEquals(node, word)),
                $"{at}: is not one of {rule}"
            ),
            "minimum" => Unless(!IsNumber(node) || Number(node) >= Number(rule), $"{at}: is below {rule}"),
            "maximum" => Unless(!IsNumber(node) || Number(node) <= Number(rule), $"{at}: is above {rule}"),
            "exclusiveMinimum" => Unless(!IsNumber(node) || Number(node) > Number(rule), $"{at}: is not above {rule}"),
            "minLength" => Unless(!Is(node, "string") || ((string)node!).Length >= (int)rule, $"{at}: is too short"),
            "pattern" => Unless(!Is(node, "string") || Matches(node, rule), $"{at}: does not match {rule}"),
            "oneOf" => OneOf(node, rule.AsArray(), at),
            "items" => node is JsonArray list
                ? list.SelectMany((item, i) => Errors(item, rule.AsObject(), $"{at}[{i}]"))
                : [],
            "required" => node is JsonObject record
                ? rule.AsArray().Where(name => !record.ContainsKey((string)name!)).Select(name => $"{at}: lacks {name}")
                : [],
            "properties" => node is JsonObject record
                ? rule.AsObject()
                    .Where(property => record.ContainsKey(property.Key))
                    .SelectMany(p => Errors(record[p.Key], p.Value!.AsObject(), $"{at}.{p.Key}"))
                : [],
            "additionalProperties" => node is JsonObject record ? Additional(record, schema, rule, at) : [],
            _ => throw new NotSupportedException($"The keyword '{keyword}' is not known here."),
        };

    private IEnumerable<string> OneOf(JsonNode? node, JsonArray choices, string at)
    {
        var errors = choices.Select(choice => Errors(node, choice!.AsObject(), at).ToList()).ToList();
        return errors.Count(list => list.Count == 0) == 1
            ? []
            : errors.MinBy(list => list.Count)!.Prepend($"{at}: fits none");
    }

    private IEnumerable<string> Additional(JsonObject record, JsonObject schema, JsonNode rule, string at)
    {
        var additional = record.Where(property => schema["properties"]?[property.Key] is null);
        return rule is JsonObject values
            ? additional.SelectMany(property => Errors(property.Value, values, $"{at}.{property.Key}"))
            : additional.Select(property => $"{at}: does not know {property.Key}");
    }

    private JsonObject Definition(JsonNode reference) =>
        ((string)reference!).Split('/')[1..].Aggregate((JsonNode)root, (node, name) => node[name]!).AsObject();

    private static IEnumerable<string> Unless(bool fine, string error) => fine ? [] : [error];

    private static IEnumerable<string> Types(JsonNode rule) =>
        rule is JsonArray list ? list.Select(type => (string)type!) : [(string)rule!];

    private static bool Is(JsonNode? node, string type) =>
        type switch
        {
            "null" => node is null,
            "object" => node is JsonObject,
            "array" => node is JsonArray,
            "string" => node?.GetValueKind() == JsonValueKind.String,
            "boolean" => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "number" => IsNumber(node),
            "integer" => IsNumber(node) && double.IsInteger(Number(node)),
            _ => throw new NotSupportedException($"The type '{type}' is not known here."),
        };

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static double Number(JsonNode? node) => node!.AsValue().GetValue<double>();

    private static bool Matches(JsonNode? node, JsonNode pattern) =>
        Regex.IsMatch((string)node!, (string)pattern!, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
