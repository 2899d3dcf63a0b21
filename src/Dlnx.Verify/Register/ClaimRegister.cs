using System.Reflection;
using System.Text.Json;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Json;

namespace Dlnx.Verify.Register;

/// <summary>
/// The ids of all claims that a paper's catalogue names, with or without a spec, so that nothing is silently missing.
/// A spec assembly carries it as the embedded resource <c>claim-register.json</c>.
/// </summary>
/// <param name="Entries">The entries in the order of the papers.</param>
public sealed record ClaimRegister(IReadOnlyList<RegisterEntry> Entries)
{
    private const string Schema = "dlnx-verify/register/1";
    private const string ResourceName = "claim-register.json";
    private const string Remedy = "Correct it and build the assembly again.";

    /// <summary>The position of an id; ids that are not registered come last.</summary>
    public int OrderOf(string id)
    {
        for (var i = 0; i < Entries.Count; i++)
        {
            if (string.Equals(Entries[i].Id, id, StringComparison.Ordinal))
                return i;
        }
        return Entries.Count;
    }

    /// <summary>The entries of all assemblies that carry a register.</summary>
    /// <exception cref="ProblemException">A register is not readable.</exception>
    public static ClaimRegister Load(IEnumerable<Assembly> assemblies) => new([.. assemblies.SelectMany(Read)]);

    private static List<RegisterEntry> Read(Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(ResourceName);
        if (stream is null)
            return [];
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return Read(new JsonSource($"{ResourceName} in {assembly.GetName().Name}", content, Remedy));
    }

    // Token by token: a serialiser would take a third of the time of a command that only lists claims.
    private static List<RegisterEntry> Read(JsonSource json)
    {
        string? schema = null;
        List<RegisterEntry>? entries = null;
        json.Expect(JsonTokenType.StartObject, "an object");
        while (json.NextProperty() is { } property)
        {
            switch (property)
            {
                case "schema":
                    schema = json.Schema(Schema);
                    break;
                case "claims":
                    entries = [];
                    json.Expect(JsonTokenType.StartArray, "a list for \"claims\"");
                    while (json.NextObject(property))
                        entries.Add(ReadEntry(ref json));
                    break;
                default:
                    throw json.Problem($"unknown property \"{property}\"");
            }
        }
        json.End();
        return schema is not null && entries is not null
            ? entries
            : throw json.Problem("\"schema\" or \"claims\" is missing");
    }

    private static RegisterEntry ReadEntry(ref JsonSource json)
    {
        string? id = null;
        string? title = null;
        ClaimKind? kind = null;
        Verdict? verdict = null;
        Tier? tier = null;
        while (json.NextProperty() is { } property)
        {
            switch (property)
            {
                case "id":
                    id = json.Text(property);
                    break;
                case "title":
                    title = json.Text(property);
                    break;
                case "kind":
                    kind = json.Choice<ClaimKind>(property);
                    break;
                case "verdict":
                    verdict = json.Choice<Verdict>(property);
                    break;
                case "tier":
                    tier = json.Choice<Tier>(property);
                    break;
                default:
                    throw json.Problem($"unknown property \"{property}\"");
            }
        }
        return id is null || title is null || kind is null || verdict is null || tier is null
            ? throw json.Problem("a claim needs \"id\", \"title\", \"kind\", \"verdict\" and \"tier\"")
            : new RegisterEntry(id, title, kind.Value, verdict.Value, tier.Value);
    }
}

/// <summary>One id of a catalogue.</summary>
/// <param name="Id">The claim's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What kind of statement it is.</param>
/// <param name="Verdict">The verdict that the catalogue declares.</param>
/// <param name="Tier">The cheapest tier that checks it.</param>
public sealed record RegisterEntry(string Id, string Title, ClaimKind Kind, Verdict Verdict, Tier Tier);
