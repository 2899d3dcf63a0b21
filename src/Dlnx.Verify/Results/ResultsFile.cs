using System.Text.Json;
using Dlnx.Verify.Golden;

namespace Dlnx.Verify.Results;

/// <summary>Reads and writes <c>results.json</c>.</summary>
public static class ResultsFile
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "results.json";

    /// <summary>Writes the results atomically.</summary>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    public static void Write(string path, RunResults results) =>
        AtomicFile.Write(path, JsonSerializer.Serialize(results, ResultsJson.Options) + "\n");

    /// <summary>Reads results.</summary>
    /// <exception cref="ProblemException">The file is missing, truncated, foreign or of a newer schema.</exception>
    public static RunResults Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            RequireSchema(path, document.RootElement);
            return document.Deserialize<RunResults>(ResultsJson.Options)!;
        }
        // Evidence without its kind is not supported; a text that is not Unicode cannot be decoded.
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            var line = e is JsonException { LineNumber: { } number } ? $" line {number + 1}" : "";
            throw new ProblemException(
                $"{path}{line} is not a complete results file: {e.Message} Run again to write a new one.",
                ExitCode.Environment,
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"Cannot read {path}: {e.Message}", ExitCode.Environment, e);
        }
    }

    private static void RequireSchema(string path, JsonElement root)
    {
        var schema =
            root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("schema", out var property)
            && property.ValueKind == JsonValueKind.String
                ? property.GetString()!
                : "";
        if (!string.Equals(schema, RunResults.CurrentSchema, StringComparison.Ordinal))
        {
            var found = schema.Length == 0 ? "names no schema" : $"has the schema \"{schema}\"";
            throw new ProblemException(
                $"{path} {found}; this tool reads \"{RunResults.CurrentSchema}\". Use the tool version that wrote it.",
                ExitCode.Environment
            );
        }
    }
}
