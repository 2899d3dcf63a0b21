using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Dlnx.Verify.DataSets;

/// <summary>MD5 of files, the checksum that the authors of the data sets publish.</summary>
internal static class Checksum
{
    /// <summary>32 lower-case hexadecimal digits.</summary>
    [SuppressMessage(
        "Security",
        "CA5351:Do Not Use Broken Cryptographic Algorithms",
        Justification = "It tells damage from a published file; nothing is kept secret or trusted by it."
    )]
    public static string Md5(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(MD5.HashData(stream));
    }

    /// <summary>Whether a file is as published.</summary>
    public static bool Matches(string path, PublishedFile file) =>
        new FileInfo(path) is { Exists: true } found
        && found.Length == file.Length
        && string.Equals(Md5(path), file.Md5, StringComparison.Ordinal);
}
