using System.Text;
using System.Text.Json;

namespace Dlnx.Verify.Json;

/// <summary>
/// Reads a small JSON file token by token and knows the line and column of every token, so that a problem names its place.
/// </summary>
internal ref struct JsonSource
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly string path;
    private readonly ReadOnlySpan<byte> bytes;
    private readonly string remedy;
    private readonly Stack<HashSet<string>> properties = new();
    private Utf8JsonReader reader;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do about a problem with it; the end of every message.</param>
    /// <param name="options">Whether it may have comments and trailing commas; by default not.</param>
    /// <exception cref="ProblemException">It cannot be read.</exception>
    public JsonSource(string path, string remedy, JsonReaderOptions options = default)
        : this(path, ReadBytes(path), remedy, options) { }

    /// <summary>Opens what a file contains.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="content">The file's bytes.</param>
    /// <param name="remedy">What to do about a problem with it; the end of every message.</param>
    /// <param name="options">Whether it may have comments and trailing commas; by default not.</param>
    public JsonSource(string path, ReadOnlySpan<byte> content, string remedy, JsonReaderOptions options = default)
    {
        this.path = path;
        this.remedy = remedy;
        bytes = content[(content.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0)..];
        reader = new Utf8JsonReader(bytes, options);
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
            throw NotJson(e, $"this is not valid JSON: {Reason(e)}");
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
            throw Unexpected(what);
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

    /// <summary>Moves to the next text of a list and gives it, or null at the list's end.</summary>
    public string? NextText(string name) =>
        Read() switch
        {
            JsonTokenType.EndArray => null,
            JsonTokenType.String => Current(),
            _ => throw Unexpected($"text in \"{name}\""),
        };

    /// <summary>Moves to the next object of a list; false at the list's end.</summary>
    public bool NextObject(string name) =>
        Read() switch
        {
            JsonTokenType.EndArray => false,
            JsonTokenType.StartObject => true,
            _ => throw Unexpected($"an object in \"{name}\""),
        };

    /// <summary>The name of the file's format.</summary>
    /// <param name="known">Those that are read, the newest first.</param>
    public string Schema(params ReadOnlySpan<string> known)
    {
        var schema = Text("schema");
        return known.Contains(schema)
            ? schema
            : throw Problem($"\"schema\" is \"{schema}\"; this tool reads \"{known[0]}\"");
    }

    /// <summary>A word of a vocabulary, spelled as there.</summary>
    /// <param name="name">The property.</param>
    /// <param name="subject">What a message calls it, if not by its name.</param>
    public T Choice<T>(string name, string? subject = null)
        where T : struct, Enum
    {
        var word = Text(name);
        if (Enum.TryParse<T>(word, out var choice) && word.All(char.IsLetter))
            return choice;
        var words = string.Join(", ", Enum.GetNames<T>());
        throw Problem($"{subject ?? $"\"{name}\""} is \"{word}\"; it must be one of {words}");
    }

    /// <summary>A file or folder, relative to the folder of this file.</summary>
    public readonly string Location(string name, string text) =>
        text.Length > 0 && !text.Contains('\0')
            ? Path.Combine(Path.GetDirectoryName(path) ?? "", text)
            : throw Problem($"\"{name}\" needs a path");

    /// <summary>A text, a number or a truth value, as it is written.</summary>
    public string Word(string name) =>
        Read() switch
        {
            JsonTokenType.String => Current(),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(
                reader.ValueSpan
            ),
            _ => throw Unexpected($"text or a number for \"{name}\""),
        };

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
                throw Unexpected($"a number for \"{name}\"");
        }
    }

    /// <summary>A number larger than a limit, and not larger than another one.</summary>
    public double NumberAbove(string name, double limit, double atMost = double.MaxValue) =>
        Read() == JsonTokenType.Number && reader.GetDouble() is var number && number > limit && number <= atMost
            ? number
            : throw Unexpected(
                $"a number larger than {limit}{(atMost < double.MaxValue ? $", at most {atMost}," : "")} for \"{name}\""
            );

    /// <summary>A truth value.</summary>
    public bool Flag(string name) =>
        Read() switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Unexpected($"true or false for \"{name}\""),
        };

    /// <summary>A whole number that is at least 1.</summary>
    public int Count(string name) =>
        Read() == JsonTokenType.Number && reader.TryGetInt32(out var count) && count >= 1
            ? count
            : throw Unexpected($"a whole number from 1 to {int.MaxValue} for \"{name}\"");

    /// <summary>A whole number that is not negative.</summary>
    public ulong Unsigned(string name) =>
        Read() == JsonTokenType.Number && reader.TryGetUInt64(out var number)
            ? number
            : throw Unexpected($"a whole number from 0 to {ulong.MaxValue} for \"{name}\"");

    public void End()
    {
        // The reader itself refuses anything but white space after the outermost object.
        try
        {
            reader.Read();
        }
        catch (JsonException e)
        {
            throw NotJson(e, "text after the end");
        }
    }

    /// <summary>A problem at the present token.</summary>
    public readonly ProblemException Problem(string what) => Problem(Place((int)reader.TokenStartIndex), what);

    private readonly ProblemException Unexpected(string expected) => Problem($"expected {expected}, found {Found()}");

    private readonly ProblemException Problem(string place, string what, Exception? cause = null)
    {
        var end = what[^1] is '.' or '?' ? "" : ".";
        return new ProblemException($"{place}: {what}{end} {remedy}", ExitCode.Environment, cause);
    }

    private readonly ProblemException NotJson(JsonException cause, string what)
    {
        var start = 0;
        for (var line = cause.LineNumber ?? 0; line > 0; line--)
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        return Problem(Place(start + (int)(cause.BytePositionInLine ?? 0)), what, cause);
    }

    private readonly string Place(int at)
    {
        var before = bytes[..Math.Min(at, bytes.Length)];
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return $"{path} line {1 + before.Count((byte)'\n')}, column {1 + Encoding.UTF8.GetCharCount(line)}";
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

    // Its message ends with a position that counts lines from 0.
    private static string Reason(JsonException e) => e.Message.Split(" LineNumber: ")[0].TrimEnd('.');

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
