namespace Dlnx.Verify.DataSets;

/// <summary>Sees a download while it goes on.</summary>
public interface IDownloadObserver
{
    /// <summary>A file is asked for at an address, perhaps after a part that an earlier attempt left.</summary>
    void Started(PublishedFile file, Uri address) { }

    /// <summary>So many bytes of the file are here.</summary>
    void Reached(long bytes) { }

    /// <summary>Something went wrong and another attempt follows.</summary>
    void Retrying(string problem) { }

    /// <summary>The file is complete and its checksum is right.</summary>
    void Finished(PublishedFile file) { }
}
