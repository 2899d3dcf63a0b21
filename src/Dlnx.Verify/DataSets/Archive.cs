using System.Formats.Tar;
using System.IO.Compression;

namespace Dlnx.Verify.DataSets;

/// <summary>Takes the files of a data set out of a compressed tar archive; nothing else in it is touched.</summary>
internal static class Archive
{
    /// <summary>Writes the named files into a folder, without the folders of the archive.</summary>
    /// <exception cref="ProblemException">The archive is damaged or lacks a file.</exception>
    public static void Extract(string path, IReadOnlyList<string> files, DataFolder folder)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
            using var tar = new TarReader(unpacked);
            var missing = files.ToHashSet(StringComparer.Ordinal);
            while (missing.Count > 0 && tar.GetNextEntry() is { } entry)
            {
                var name = Path.GetFileName(entry.Name);
                if (entry.DataStream is { } content && missing.Remove(name))
                    folder.Write(name, content.CopyTo);
            }
            if (missing.Count > 0)
                throw new InvalidDataException($"{string.Join(", ", missing.Order())} is not in it.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException)
        {
            throw new ProblemException($"Cannot unpack {path}: {e.Message} Get it again.", ExitCode.Environment, e);
        }
    }
}
