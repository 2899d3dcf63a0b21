namespace Dlnx.Verify.DataSets;

/// <summary>A file as its authors publish it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Md5">Its published MD5 checksum, 32 lower-case hexadecimal digits.</param>
/// <param name="Addresses">Where it is, the official address first; each is tried in turn.</param>
public sealed record PublishedFile(string Name, long Length, string Md5, IReadOnlyList<Uri> Addresses)
{
    /// <summary>Whether it is a tar archive that holds the files of the set.</summary>
    public bool IsArchive => Name.EndsWith(".tar.gz", StringComparison.Ordinal);

    /// <summary>The file under base addresses that end with a slash.</summary>
    public static PublishedFile Under(string name, long length, string md5, params IEnumerable<string> bases) =>
        new(name, length, md5, [.. bases.Select(address => new Uri(address + name))]);

    /// <summary>The same file from a mirror.</summary>
    /// <param name="mirror">The address of the folder that holds it.</param>
    public PublishedFile From(Uri mirror)
    {
        ArgumentNullException.ThrowIfNull(mirror);
        return this with { Addresses = [new Uri($"{mirror.AbsoluteUri.TrimEnd('/')}/{Name}")] };
    }
}
