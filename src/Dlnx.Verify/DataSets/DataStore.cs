namespace Dlnx.Verify.DataSets;

/// <summary>Gets, makes and verifies copies of data sets.</summary>
public static class DataStore
{
    /// <summary>Gets a published set into a folder of its own.</summary>
    /// <param name="set">The set.</param>
    /// <param name="root">The folder that gets a folder of the set's name.</param>
    /// <param name="mirror">The address of a folder with the published files, or null for the official addresses.</param>
    /// <param name="downloader">Downloads.</param>
    /// <param name="observer">Sees the downloads.</param>
    /// <param name="cancellation">Ends them; what came is kept for the next time.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="ProblemException">No address gives a file as it was published.</exception>
    public static async Task<DataFolder> Get(
        PublishedDataSet set,
        string root,
        Uri? mirror,
        Downloader downloader,
        IDownloadObserver observer,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(downloader);
        var folder = new DataFolder(Path.Combine(root, set.FolderName));
        foreach (var published in set.Downloads)
        {
            if (published.IsArchive && folder.Has(set.Files))
                continue;
            var file = mirror is null ? published : published.From(mirror);
            await downloader.Get(file, folder.Path, observer, cancellation);
            if (file.IsArchive)
                Unpack(Path.Combine(folder.Path, file.Name), set, folder);
        }
        return folder;
    }

    /// <summary>Writes a generated set into a folder of its own.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    public static DataFolder Make(GeneratedDataSet set, string root)
    {
        ArgumentNullException.ThrowIfNull(set);
        var folder = new DataFolder(Path.Combine(root, set.FolderName));
        set.Write(folder);
        return folder;
    }

    /// <summary>Reads every file of a copy strictly, and compares those that are as published with their checksums.</summary>
    /// <returns>What was found, in a few words each.</returns>
    /// <exception cref="ProblemException">A file is damaged.</exception>
    public static IReadOnlyList<string> Verify(DataSet set, DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(folder);
        var content = set.Examine(folder);
        if (set is not PublishedDataSet published)
            return [content];
        var compared = published.Downloads.Where(file => File.Exists(Path.Combine(folder.Path, file.Name))).ToList();
        foreach (var file in compared)
            RequireChecksum(Path.Combine(folder.Path, file.Name), file);
        var checksums =
            compared.Count == published.Downloads.Count
                ? $"{compared.Count} published MD5 checksums agree"
                : "read strictly; unpacked files have no published checksum";
        return [content, checksums];
    }

    private static void Unpack(string archive, PublishedDataSet set, DataFolder folder)
    {
        Archive.Extract(archive, set.Files, folder);
        File.Delete(archive);
    }

    private static void RequireChecksum(string path, PublishedFile file)
    {
        if (!Checksum.Matches(path, file))
        {
            throw new ProblemException(
                $"{path} differs from the published file ({file.Length} bytes, MD5 {file.Md5}). Delete it and get it again.",
                ExitCode.Environment
            );
        }
    }
}
