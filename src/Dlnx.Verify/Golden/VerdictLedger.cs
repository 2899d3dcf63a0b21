using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>The accepted verdict of every claim: a claim that disappears or changes its verdict is noticed.</summary>
/// <param name="Verdicts">Accepted verdicts by claim id.</param>
public sealed record VerdictLedger(IReadOnlyDictionary<string, Verdict> Verdicts)
{
    /// <summary>The file's name inside the golden folder.</summary>
    public const string FileName = "verdicts.json";

    private const string Schema = "dlnx-verify/verdicts/1";
    private const string Remedy =
        "Restore the file from version control, or delete it and accept anew with: dotnet dlnx-verify golden accept";

    /// <summary>A ledger without entries.</summary>
    public static VerdictLedger Empty { get; } = new(new Dictionary<string, Verdict>(StringComparer.Ordinal));

    /// <summary>Reads a ledger.</summary>
    /// <exception cref="ProblemException">The file is unreadable or not a ledger; the message names the line.</exception>
    public static VerdictLedger Read(string path)
    {
        var verdicts = new SortedDictionary<string, Verdict>(StringComparer.Ordinal);
        var missing = new HashSet<string>(StringComparer.Ordinal) { "schema", "verdicts" };
        var json = new JsonSource(path, Remedy);
        json.Expect(JsonTokenType.StartObject, "an object");
        while (json.NextProperty() is { } property)
        {
            missing.Remove(property);
            if (string.Equals(property, "schema", StringComparison.Ordinal))
            {
                var schema = json.Text(property);
                if (!string.Equals(schema, Schema, StringComparison.Ordinal))
                    throw json.Problem($"\"schema\" is \"{schema}\"; this tool reads \"{Schema}\"");
            }
            else if (string.Equals(property, "verdicts", StringComparison.Ordinal))
            {
                ReadVerdicts(ref json, verdicts);
            }
            else
            {
                throw json.Problem($"unknown property \"{property}\"");
            }
        }
        json.End();
        if (missing.Count > 0)
            throw json.Problem("\"schema\" or \"verdicts\" is missing");
        return new VerdictLedger(verdicts);
    }

    /// <summary>The file's text: one claim a line, sorted.</summary>
    public string Text()
    {
        var verdicts = new JsonObject();
        foreach (var (claim, verdict) in Verdicts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            verdicts[claim] = verdict.ToString();
        var json = new JsonObject { ["schema"] = Schema, ["verdicts"] = verdicts };
        return json.ToJsonString(ResultsJson.Options) + "\n";
    }

    private static void ReadVerdicts(ref JsonSource json, SortedDictionary<string, Verdict> verdicts)
    {
        json.Expect(JsonTokenType.StartObject, "an object for \"verdicts\"");
        while (json.NextProperty() is { } claim)
        {
            var word = json.Text(claim);
            if (!Enum.TryParse<Verdict>(word, out var verdict) || !word.All(char.IsLetter))
            {
                var words = string.Join(", ", Enum.GetNames<Verdict>());
                throw json.Problem($"the verdict of \"{claim}\" is \"{word}\"; it must be one of {words}");
            }
            verdicts.Add(claim, verdict);
        }
    }
}
