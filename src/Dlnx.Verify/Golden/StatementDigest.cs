using System.Security.Cryptography;
using System.Text;

namespace Dlnx.Verify.Golden;

/// <summary>A short text that changes when a statement does.</summary>
public static class StatementDigest
{
    private const int Digits = 16;

    /// <summary>
    /// The first 16 hexadecimal digits of SHA-256 over the statement and its correction. Line breaks and other white
    /// space count as one space: a statement that is only wrapped anew stays the same.
    /// </summary>
    /// <param name="statement">The statement as the paper has it.</param>
    /// <param name="corrected">The corrected statement; empty when there is none.</param>
    public static string Of(string statement, string corrected)
    {
        var text = $"{Normal(statement)}\n{Normal(corrected)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }

    private static string Normal(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
