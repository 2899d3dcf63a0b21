namespace Dlnx.Verify.DataSets;

/// <summary>
/// Downloads published files: resumes what an earlier attempt left, gives up on a connection that stalls, compares length
/// and checksum, and only then gives the file its name.
/// </summary>
/// <param name="patience">How long a connection may be silent.</param>
public sealed class Downloader(TimeSpan patience) : IDisposable
{
    private const int Attempts = 5;

    private readonly HttpClient client = new(
        new SocketsHttpHandler { ConnectTimeout = patience, MaxAutomaticRedirections = 5 }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "dlnx-verify" } },
    };

    /// <summary>Gets a file, unless it is there already.</summary>
    /// <param name="file">What to get.</param>
    /// <param name="folder">Where to; made when missing.</param>
    /// <param name="observer">Sees the download.</param>
    /// <param name="cancellation">Ends it; what came is kept for the next time.</param>
    /// <exception cref="ProblemException">No address gives the file as it was published.</exception>
    public async Task Get(PublishedFile file, string folder, IDownloadObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(observer);
        var target = Path.Combine(folder, file.Name);
        if (Checksum.Matches(target, file))
            return;
        try
        {
            Directory.CreateDirectory(folder);
            var problems = new List<string>();
            foreach (var address in file.Addresses)
            {
                try
                {
                    await Get(file, address, target, observer, cancellation);
                    return;
                }
                catch (DownloadException e)
                {
                    problems.Add($"{address}: {e.Message}.");
                }
            }
            throw Failed(file, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"Cannot write {target}: {e.Message}", ExitCode.Environment, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task Get(
        PublishedFile file,
        Uri address,
        string target,
        IDownloadObserver observer,
        CancellationToken cancellation
    )
    {
        var transfer = new Transfer(client, patience, file, target + ".part", observer);
        observer.Started(file, address);
        for (var attempt = 1; ; attempt++)
        {
            var before = transfer.Received;
            try
            {
                await transfer.Continue(address, cancellation);
                break;
            }
            catch (DownloadException e) when (e.Resumable && attempt < Attempts && transfer.Received > before)
            {
                observer.Retrying(e.Message);
            }
        }
        transfer.Accept(target);
        observer.Finished(file);
    }

    private static ProblemException Failed(PublishedFile file, List<string> problems) =>
        new(
            $"Cannot get {file.Name}:\n  {string.Join("\n  ", problems)}\n"
                + "Run the command again to go on from where it stopped, name a mirror with --from, "
                + $"or name the folder of a copy with --data or {DataRoots.Variable}. No claim needs it: "
                + "without it they run on generated data.",
            ExitCode.Environment
        );
}
