using System.Buffers;
using System.Text;
using System.Text.Json;
using Dlnx.Verify.Golden;

namespace Dlnx.Verify.Results;

/// <summary>Reads and writes a JSON file that names its schema.</summary>
/// <param name="kind">What the file is, such as “results file”.</param>
/// <param name="schema">The only schema that is read.</param>
internal sealed class VersionedFile(string kind, string schema)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Writes the content atomically.</summary>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    public static void Write<T>(string path, T content) =>
        AtomicFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(content, ResultsJson.Options), (byte)'\n']);

    /// <summary>Reads the content.</summary>
    /// <exception cref="ProblemException">The file is missing, truncated, foreign or of a newer schema.</exception>
    public T Read<T>(string path)
    {
        byte[] content = [];
        try
        {
            content = File.ReadAllBytes(path);
            using var document = JsonDocument.Parse(content, Strict);
            RequireSchema(path, document.RootElement);
            RequireWhole(document.RootElement, isTable: false);
            return document.Deserialize<T>(ResultsJson.Options)!;
        }
        // Evidence without its kind is not supported; a text that is not Unicode cannot be decoded.
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            var line = (e as JsonException)?.LineNumber is { } number ? number + 1 : LineThatIsNoText(content);
            throw new ProblemException(
                $"{path}{(line is null ? "" : $" line {line}")} is not a complete {kind}: {e.Message} "
                    + "Run again to write a new one.",
                ExitCode.Environment,
                e
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(
                $"There is no {kind} {path}. A run writes one: `dotnet dlnx-verify run --out FOLDER`.",
                ExitCode.Environment,
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"Cannot read {path}: {e.Message}", ExitCode.Environment, e);
        }
    }

    // Figures keep their JSON as it is: what would fail when it is used is found here.
    private static void RequireWhole(JsonElement element, bool isTable)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    RequireWhole(property.Value, property.Name is "table" or "spec" || isTable);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    if (item.ValueKind == JsonValueKind.Null && !isTable)
                        throw new JsonException("A list has a null in it.");
                    RequireWhole(item, isTable);
                }
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    // The parser finds bytes that are not UTF-8 only when it decodes a text, and does not say where.
    private static long? LineThatIsNoText(ReadOnlySpan<byte> content)
    {
        for (var at = 0; at < content.Length; )
        {
            if (Rune.DecodeFromUtf8(content[at..], out _, out var length) != OperationStatus.Done)
                return 1 + content[..at].Count((byte)'\n');
            at += length;
        }
        return null;
    }

    private void RequireSchema(string path, JsonElement root)
    {
        var named =
            root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("schema", out var property)
            && property.ValueKind == JsonValueKind.String
                ? property.GetString()!
                : "";
        if (!string.Equals(named, schema, StringComparison.Ordinal))
        {
            var found = named.Length == 0 ? "names no schema" : $"has the schema \"{named}\"";
            throw new ProblemException(
                $"{path} {found}; this tool reads \"{schema}\". Use the tool version that wrote it.",
                ExitCode.Environment
            );
        }
    }
}
