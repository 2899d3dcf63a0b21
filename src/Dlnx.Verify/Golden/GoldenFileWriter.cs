using System.Text.Json.Nodes;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>Writes golden files: one property a line, sorted, so that version control shows what changed.</summary>
public static class GoldenFileWriter
{
    /// <summary>The file's text.</summary>
    public static string Text(GoldenFile file)
    {
        var numbers = new JsonObject();
        foreach (var (name, number) in file.Numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            numbers[name] = Number(number);
        var json = new JsonObject
        {
            ["schema"] = GoldenFile.Schema,
            ["claim"] = file.Claim,
            ["accepted"] = Provenance(file.Accepted),
            ["numbers"] = numbers,
        };
        return json.ToJsonString(ResultsJson.Options) + "\n";
    }

    /// <summary>Writes the file atomically.</summary>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    public static void Write(string path, GoldenFile file) => AtomicFile.Write(path, Text(file));

    private static JsonObject Provenance(GoldenProvenance provenance)
    {
        var json = new JsonObject
        {
            ["on"] = provenance.On,
            ["tool"] = provenance.Tool,
            ["seed"] = provenance.Seed,
            ["kernel"] = provenance.Kernel,
        };
        if (provenance.Reason.Length > 0)
            json["reason"] = provenance.Reason;
        return json;
    }

    private static JsonObject Number(GoldenNumber number)
    {
        var json = new JsonObject
        {
            ["value"] = Exact(number.Value),
            ["tolerance"] = number.Tolerance.Value,
            ["scale"] = number.Tolerance.Scale.ToString().ToLowerInvariant(),
        };
        if (number.Source.Length > 0)
            json["source"] = number.Source;
        return json;
    }

    private static JsonNode Exact(double value) =>
        double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value.ToString());
}
