using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Json;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>
/// The accepted verdict of every claim, and for which statement it was accepted: a claim that disappears, changes its
/// verdict or says something else is noticed.
/// </summary>
/// <param name="Verdicts">Accepted verdicts by claim id.</param>
public sealed record VerdictLedger(IReadOnlyDictionary<string, Verdict> Verdicts)
{
    /// <summary>The file's name inside the golden folder.</summary>
    public const string FileName = "verdicts.json";

    private const string Schema = "dlnx-verify/verdicts/2";

    // It has verdicts, but no statements.
    private const string FirstSchema = "dlnx-verify/verdicts/1";

    private const string Remedy =
        "Nothing was changed. Restore the file from version control, or delete it and accept anew with: "
        + "dotnet dlnx-verify golden accept";

    /// <summary>The <see cref="StatementDigest"/> that each verdict was accepted for; none for an older ledger's.</summary>
    public IReadOnlyDictionary<string, string> Statements { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A ledger without entries.</summary>
    public static VerdictLedger Empty { get; } = new(new Dictionary<string, Verdict>(StringComparer.Ordinal));

    /// <summary>Reads a ledger.</summary>
    /// <exception cref="ProblemException">The file is unreadable or not a ledger; the message names the line.</exception>
    public static VerdictLedger Read(string path)
    {
        var verdicts = new SortedDictionary<string, Verdict>(StringComparer.Ordinal);
        var statements = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var missing = new HashSet<string>(StringComparer.Ordinal) { "schema", "verdicts" };
        var json = new JsonSource(path, Remedy);
        json.Expect(JsonTokenType.StartObject, "an object");
        while (json.NextProperty() is { } property)
        {
            missing.Remove(property);
            switch (property)
            {
                case "schema":
                    json.Schema(Schema, FirstSchema);
                    break;
                case "verdicts":
                    ReadVerdicts(ref json, verdicts);
                    break;
                case "statements":
                    ReadStatements(ref json, statements);
                    break;
                default:
                    throw json.Problem($"unknown property \"{property}\"");
            }
        }
        json.End();
        if (missing.Count > 0)
            throw json.Problem("\"schema\" or \"verdicts\" is missing");
        return new VerdictLedger(verdicts) { Statements = statements };
    }

    /// <summary>Whether a claim's verdict was accepted for another statement.</summary>
    /// <param name="claim">The claim's id.</param>
    /// <param name="digest">The <see cref="StatementDigest"/> of the claim's present statement.</param>
    public bool IsStale(string claim, string digest) =>
        Statements.TryGetValue(claim, out var accepted) && !string.Equals(accepted, digest, StringComparison.Ordinal);

    /// <summary>The file's text: in each part one claim a line, sorted.</summary>
    public string Text()
    {
        var verdicts = new JsonObject();
        foreach (var (claim, verdict) in Verdicts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            verdicts[claim] = verdict.ToString();
        var statements = new JsonObject();
        foreach (var (claim, statement) in Statements.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            statements[claim] = statement;
        var json = new JsonObject
        {
            ["schema"] = Schema,
            ["verdicts"] = verdicts,
            ["statements"] = statements,
        };
        return json.ToJsonString(ResultsJson.Options) + "\n";
    }

    private static void ReadVerdicts(ref JsonSource json, SortedDictionary<string, Verdict> verdicts)
    {
        json.Expect(JsonTokenType.StartObject, "an object for \"verdicts\"");
        while (json.NextProperty() is { } claim)
            verdicts.Add(claim, json.Choice<Verdict>(claim, $"the verdict of \"{claim}\""));
    }

    private static void ReadStatements(ref JsonSource json, SortedDictionary<string, string> statements)
    {
        json.Expect(JsonTokenType.StartObject, "an object for \"statements\"");
        while (json.NextProperty() is { } claim)
            statements.Add(claim, json.Text(claim));
    }
}
