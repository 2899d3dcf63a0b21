using System.Reflection;
using System.Text.Json;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

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

    private static IReadOnlyList<RegisterEntry> Read(Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(ResourceName);
        if (stream is null)
            return [];
        var place = $"{ResourceName} in {assembly.GetName().Name}";
        try
        {
            var document = JsonSerializer.Deserialize<Document>(stream, ResultsJson.Options);
            if (string.Equals(document?.Schema, Schema, StringComparison.Ordinal))
                return document!.Claims;
            var found = document is null ? "is not readable: it is empty" : $"has the schema \"{document.Schema}\"";
            throw new ProblemException($"{place} {found}; this tool reads \"{Schema}\".", ExitCode.Environment);
        }
        catch (JsonException e)
        {
            throw new ProblemException($"{place} is not readable: {e.Message}", ExitCode.Environment, e);
        }
    }

    private sealed record Document(string Schema, IReadOnlyList<RegisterEntry> Claims);
}

/// <summary>One id of a catalogue.</summary>
/// <param name="Id">The claim's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What kind of statement it is.</param>
/// <param name="Verdict">The verdict that the catalogue declares.</param>
/// <param name="Tier">The cheapest tier that checks it.</param>
public sealed record RegisterEntry(string Id, string Title, ClaimKind Kind, Verdict Verdict, Tier Tier);
