using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Journal;

/// <summary>
/// One line of a journal: the first 16 hexadecimal digits of the SHA-256 digest of a JSON text, a space, the text. A line
/// that was cut off or damaged does not match its digest.
/// </summary>
internal static class JournalLine
{
    private const int DigestDigits = 16;

    public static byte[] Encode<T>(T content)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(content, ResultsJson.OneLine);
        return [.. Digest(json), (byte)' ', .. json, (byte)'\n'];
    }

    /// <summary>The text's content.</summary>
    /// <param name="line">a line without its end</param>
    /// <param name="content">what was encoded</param>
    /// <returns>whether the line is whole</returns>
    public static bool TryDecode<T>(ReadOnlySpan<byte> line, [NotNullWhen(true)] out T? content)
        where T : class
    {
        content = null;
        if (line.Length <= DigestDigits || line[DigestDigits] != ' ')
            return false;
        var json = line[(DigestDigits + 1)..];
        if (!line[..DigestDigits].SequenceEqual(Digest(json)))
            return false;
        try
        {
            content = JsonSerializer.Deserialize<T>(json, ResultsJson.OneLine);
            return content is not null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }

    private static byte[] Digest(ReadOnlySpan<byte> json) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json))[..DigestDigits]);
}
