using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Dlnx.Verify.DataSets;

/// <summary>One file on its way from one address into a part file, perhaps in several attempts.</summary>
internal sealed class Transfer(
    HttpClient client,
    TimeSpan patience,
    PublishedFile file,
    string part,
    IDownloadObserver observer
)
{
    private const int BufferLength = 1 << 17;

    private long reached;

    /// <summary>Bytes of the part file.</summary>
    public long Received => new FileInfo(part) is { Exists: true } found ? found.Length : 0;

    /// <summary>Asks for what is missing and appends it.</summary>
    /// <exception cref="DownloadException">The answer is wrong or stops early.</exception>
    public async Task Continue(Uri address, CancellationToken cancellation)
    {
        if (Received > file.Length)
            File.Delete(part);
        var have = Received;
        reached = have;
        if (have == file.Length)
            return;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0)
            request.Headers.Range = new RangeHeaderValue(have, to: null);
        using var response = await Patiently(
            token => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token),
            cancellation
        );
        var resumed = Resumes(response, have);
        RequireLength(response, resumed ? have : 0);
        await using var output = new FileStream(
            part,
            resumed ? FileMode.Append : FileMode.Create,
            FileAccess.Write,
            FileShare.None
        );
        await Copy(response, output, cancellation);
    }

    /// <summary>Gives a complete file its name.</summary>
    /// <exception cref="DownloadException">The checksum is wrong; the part file is gone.</exception>
    public void Accept(string target)
    {
        var found = Checksum.Md5(part);
        if (!string.Equals(found, file.Md5, StringComparison.Ordinal))
        {
            File.Delete(part);
            throw new DownloadException($"the MD5 checksum of what came is {found}; published is {file.Md5}");
        }
        File.Move(part, target, overwrite: true);
    }

    private static bool Resumes(HttpResponseMessage response, long have)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            return response.Content.Headers.ContentRange?.From == have
                ? true
                : throw new DownloadException("the server sent another part of the file than was asked for");
        }
        return response.StatusCode == HttpStatusCode.OK
            ? false
            : throw new DownloadException($"HTTP {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
    }

    private void RequireLength(HttpResponseMessage response, long have)
    {
        if (response.Content.Headers.ContentLength is { } rest && have + rest != file.Length)
            throw new DownloadException($"the server offers {have + rest} bytes; published are {file.Length}");
    }

    private async Task Copy(HttpResponseMessage response, FileStream output, CancellationToken cancellation)
    {
        await using var input = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[BufferLength];
        while (true)
        {
            var read = await Patiently(token => input.ReadAsync(buffer, token).AsTask(), cancellation);
            if (read == 0)
                break;
            if (output.Position + read > file.Length)
                throw new DownloadException($"more than the published {file.Length} bytes came");
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
            reached = output.Position;
            observer.Reached(reached);
        }
        if (reached < file.Length)
            throw Ended();
    }

    private async Task<T> Patiently<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            return await step(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DownloadException($"nothing came for {patience.TotalSeconds:0.#} s", resumable: true);
        }
        catch (HttpRequestException e)
        {
            throw new DownloadException(Reason(e));
        }
        catch (IOException)
        {
            throw Ended();
        }
    }

    private DownloadException Ended() =>
        new($"the connection ended after {reached} of {file.Length} bytes", resumable: true);

    private static string Reason(HttpRequestException e) =>
        e.InnerException is SocketException socket
            ? $"cannot reach the server ({socket.Message})"
            : e.Message.TrimEnd('.');
}
