using System.Text.Json;
using Dlnx.Verify.Json;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>Reads golden files and refuses what is not one, naming line and column.</summary>
public static class GoldenFileReader
{
    /// <summary>Reads the golden file of a claim.</summary>
    /// <param name="path">The file.</param>
    /// <param name="claim">The claim whose numbers are expected in it.</param>
    /// <exception cref="ProblemException">The file cannot be read, is not a golden file, or is another claim's.</exception>
    public static GoldenFile Read(string path, string claim)
    {
        var remedy =
            "Nothing was changed. Restore the file from version control, or delete it and accept new numbers with: "
            + $"dotnet dlnx-verify golden accept {claim}";
        var json = new JsonSource(path, remedy);
        json.Expect(JsonTokenType.StartObject, "an object");
        var schema = "";
        var provenance = new GoldenProvenance("", "", "", "");
        var numbers = new SortedDictionary<string, GoldenNumber>(StringComparer.Ordinal);
        var named = "";
        var complete = false;
        while (json.NextProperty() is { } property)
        {
            switch (property)
            {
                case "schema":
                    schema = json.Schema(GoldenFile.Schema);
                    break;
                case "claim":
                    named = json.Text(property);
                    if (!string.Equals(named, claim, StringComparison.Ordinal))
                        throw json.Problem($"\"claim\" is \"{named}\"; expected \"{claim}\"");
                    break;
                case "accepted":
                    provenance = ReadProvenance(ref json);
                    break;
                case "numbers":
                    ReadNumbers(ref json, numbers);
                    complete = true;
                    break;
                default:
                    throw json.Problem($"unknown property \"{property}\"");
            }
        }
        json.End();
        if (schema.Length == 0 || named.Length == 0 || !complete)
            throw json.Problem("\"schema\", \"claim\" or \"numbers\" is missing");
        return new GoldenFile(claim, provenance, numbers);
    }

    private static GoldenProvenance ReadProvenance(ref JsonSource json)
    {
        json.Expect(JsonTokenType.StartObject, "an object for \"accepted\"");
        var provenance = new GoldenProvenance("", "", "", "");
        while (json.NextProperty() is { } property)
        {
            provenance = property switch
            {
                "on" => provenance with { On = json.Text(property) },
                "tool" => provenance with { Tool = json.Text(property) },
                "seed" => provenance with { Seed = json.Text(property) },
                "kernel" => provenance with { Kernel = json.Text(property) },
                "reason" => provenance with { Reason = json.Text(property) },
                _ => throw json.Problem($"unknown property \"{property}\" in \"accepted\""),
            };
        }
        return provenance;
    }

    private static void ReadNumbers(ref JsonSource json, SortedDictionary<string, GoldenNumber> numbers)
    {
        json.Expect(JsonTokenType.StartObject, "an object for \"numbers\"");
        while (json.NextProperty() is { } name)
            numbers.Add(name, ReadNumber(ref json));
    }

    private static GoldenNumber ReadNumber(ref JsonSource json)
    {
        json.Expect(JsonTokenType.StartObject, "an object with \"value\", \"tolerance\" and \"scale\"");
        double? value = null;
        double? tolerance = null;
        Scale? scale = null;
        var source = "";
        while (json.NextProperty() is { } property)
        {
            switch (property)
            {
                case "value":
                    value = json.Number(property);
                    break;
                case "tolerance":
                    tolerance = json.Number(property);
                    if (!(tolerance >= 0))
                        throw json.Problem($"\"tolerance\" is {tolerance:R}; it must not be negative");
                    if (double.IsInfinity(tolerance.Value))
                        throw json.Problem($"\"tolerance\" is {tolerance:R}; it must be finite");
                    break;
                case "scale":
                    var word = json.Text(property);
                    if (!Enum.TryParse<Scale>(word, ignoreCase: true, out var parsed) || !word.All(char.IsLetter))
                        throw json.Problem($"\"scale\" is \"{word}\"; it must be absolute, relative or mixed");
                    scale = parsed;
                    break;
                case "source":
                    source = json.Text(property);
                    break;
                default:
                    throw json.Problem($"unknown property \"{property}\"");
            }
        }
        if (value is null || tolerance is null || scale is null)
            throw json.Problem("a number needs \"value\", \"tolerance\" and \"scale\"");
        return new GoldenNumber(value.Value, new Tolerance(tolerance.Value, scale.Value), source);
    }
}
