using System.Text;
using System.Text.Json;

namespace Dlnx.Verify.Golden;

/// <summary>
/// Reads a small JSON file token by token and knows the line of every token, so that a problem names its place.
/// </summary>
internal ref struct JsonSource
{
    private readonly string path;
    private readonly byte[] bytes;
    private readonly string remedy;
    private readonly Stack<HashSet<string>> properties = new();
    private Utf8JsonReader reader;

    public JsonSource(string path, string remedy)
    {
        this.path = path;
        this.remedy = remedy;
        bytes = ReadBytes(path);
        reader = new Utf8JsonReader(bytes);
    }

    public JsonTokenType Read()
    {
        try
        {
            if (!reader.Read())
                throw Problem("ends too early");
        }
        catch (JsonException e)
        {
            throw new ProblemException(
                $"{path} line {(e.LineNumber ?? 0) + 1}: this is not valid JSON. {remedy}",
                ExitCode.Environment,
                e
            );
        }
        if (reader.TokenType == JsonTokenType.StartObject)
            properties.Push(new HashSet<string>(StringComparer.Ordinal));
        else if (reader.TokenType == JsonTokenType.EndObject)
            properties.Pop();
        return reader.TokenType;
    }

    public void Expect(JsonTokenType type, string what)
    {
        if (Read() != type)
            throw Problem($"expected {what}, found {Found()}");
    }

    /// <summary>Moves to the next property of an object and gives its name, or null at the object's end.</summary>
    public string? NextProperty()
    {
        if (Read() != JsonTokenType.PropertyName)
            return null;
        var name = Current();
        return properties.Peek().Add(name) ? name : throw Problem($"\"{name}\" stands twice");
    }

    public string Text(string name)
    {
        Expect(JsonTokenType.String, $"text for \"{name}\"");
        return Current();
    }

    /// <summary>A number; what JSON cannot write stands as "NaN", "Infinity" or "-Infinity".</summary>
    public double Number(string name)
    {
        switch (Read())
        {
            case JsonTokenType.Number:
                return reader.GetDouble();
            case JsonTokenType.String when Current() is "NaN" or "Infinity" or "-Infinity":
                return double.Parse(Current());
            default:
                throw Problem($"expected a number for \"{name}\", found {Found()}");
        }
    }

    public void End()
    {
        // The reader itself refuses anything but white space after the outermost object.
        try
        {
            reader.Read();
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            throw new ProblemException($"{path} line {line}: text after the end. {remedy}", ExitCode.Environment, e);
        }
    }

    public readonly ProblemException Problem(string what)
    {
        var line = 1 + bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
        return new ProblemException($"{path} line {line}: {what}. Nothing was changed. {remedy}", ExitCode.Environment);
    }

    private readonly string Current()
    {
        try
        {
            return reader.GetString()!;
        }
        // The reader finds bytes that are not UTF-8 and lone surrogates only when it decodes a text.
        catch (InvalidOperationException)
        {
            throw Problem("this is not valid JSON: a text cannot be decoded");
        }
    }

    private readonly string Found() =>
        reader.TokenType switch
        {
            JsonTokenType.String => $"\"{Current()}\"",
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            var other => other.ToString().ToLowerInvariant(),
        };

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"Cannot read {path}: {e.Message}", ExitCode.Environment, e);
        }
    }
}
