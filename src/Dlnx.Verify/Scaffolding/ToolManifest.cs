using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Scaffolding;

/// <summary>The entry of the tool in a manifest of .NET tools.</summary>
internal static class ToolManifest
{
    private const string Name = "dotnet-tools.json";
    private const string Package = "dlnx.verify.tool";
    private const string Command = "dlnx-verify";

    /// <summary>A new manifest, or the one that is there with the entry.</summary>
    /// <exception cref="ProblemException">The one that is there is not a manifest.</exception>
    public static PlannedFile Plan(string folder, Surroundings surroundings, string version)
    {
        var hidden = Path.Combine(folder, ".config", Name);
        foreach (var path in (string[])[Path.Combine(folder, Name), hidden])
        {
            if (PlannedFile.TextOf(path) is { } there)
                return Extend(path, there, version);
        }
        var manifest = Parse(Template.Text(Name), hidden, version);
        // Further up there may be one with other tools.
        manifest["isRoot"] = surroundings.Prefix.Length == 0;
        manifest["tools"]![Package] = Entry(version);
        return PlannedFile.New(hidden, TextOf(manifest));
    }

    private static PlannedFile Extend(string path, string there, string version)
    {
        var manifest = Parse(there, path, version);
        var tools = manifest["tools"] as JsonObject ?? throw NotAManifest(path, version);
        foreach (var (name, entry) in tools)
        {
            if (!string.Equals(name, Package, StringComparison.OrdinalIgnoreCase))
                continue;
            var found = (entry as JsonObject)?["version"]?.ToString();
            return string.Equals(found, version, StringComparison.Ordinal)
                ? PlannedFile.Extended(path, there, there)
                : new PlannedFile(
                    FileFate.Kept,
                    new(path, there, there),
                    $"has version {found} of the tool, this is {version}. Change it with: {Install(version)}"
                );
        }
        tools[Package] = Entry(version);
        return PlannedFile.Extended(path, there, TextOf(manifest));
    }

    private static JsonObject Entry(string version) =>
        new()
        {
            ["version"] = version,
            ["commands"] = new JsonArray(Command),
            ["rollForward"] = false,
        };

    private static JsonObject Parse(string text, string path, string version)
    {
        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            return JsonNode.Parse(text, documentOptions: strict) as JsonObject ?? throw NotAManifest(path, version);
        }
        catch (JsonException e)
        {
            throw NotAManifest(path, version, e);
        }
    }

    private static ProblemException NotAManifest(string path, string version, Exception? cause = null)
    {
        var problem = $"{path} is not a tool manifest of plain JSON, so nothing can be added to it.";
        var remedy = $"Mend it, or add the tool with: {Install(version)}";
        return new ProblemException($"{problem} {remedy} Nothing was changed.", ExitCode.Environment, cause);
    }

    private static string Install(string version) => $"dotnet tool install Dlnx.Verify.Tool --version {version}";

    private static string TextOf(JsonObject manifest) => manifest.ToJsonString(ResultsJson.Options) + "\n";
}
