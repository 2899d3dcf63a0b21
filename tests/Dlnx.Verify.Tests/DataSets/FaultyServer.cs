using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dlnx.Verify.Tests.DataSets;

/// <summary>
/// A server on this machine that answers one request after another as it is told; the last answer repeats. Every path has
/// the same content.
/// </summary>
public sealed class FaultyServer : IDisposable
{
    private const int Step = 1000;

    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<Answer> answers;
    private readonly byte[] content;
    private Answer last;

    /// <summary>Starts serving.</summary>
    public FaultyServer(byte[] content, params IEnumerable<Answer> answers)
    {
        this.content = content;
        this.answers = new ConcurrentQueue<Answer>(answers);
        listener.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>Its address, with a slash at the end.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>Where each request asked to begin, in bytes.</summary>
    public ConcurrentQueue<int> Starts { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        end.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var connection = await listener.AcceptTcpClientAsync(end.Token);
                _ = Task.Run(() => Answer(connection, end.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Answer(TcpClient connection, CancellationToken token)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                var start = await ReadStart(stream, token);
                Starts.Enqueue(start);
                if (answers.TryDequeue(out var next))
                    last = next;
                await Answer(stream, last, start, token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task Answer(NetworkStream stream, Answer answer, int start, CancellationToken token)
    {
        var body = answer is DataSets.Answer.Whole ? content : content[Math.Min(start, content.Length)..];
        switch (answer)
        {
            case DataSets.Answer.NotFound:
                await Head(stream, "404 Not Found", "Content-Length: 0", token);
                break;
            case DataSets.Answer.Error:
                await Head(stream, "500 Internal Server Error", "Content-Length: 0", token);
                break;
            case DataSets.Answer.Redirect:
                await Head(stream, "302 Found", $"Location: {Address}elsewhere\r\nContent-Length: 0", token);
                break;
            case DataSets.Answer.Mute:
                await Task.Delay(Timeout.Infinite, token);
                break;
            case DataSets.Answer.TooLong:
                await Head(stream, "200 OK", "X-Length: unknown", token);
                await stream.WriteAsync((byte[])[.. content, 1], token);
                break;
            case DataSets.Answer.OtherLength:
                await Head(stream, "200 OK", "Content-Length: 5", token);
                await stream.WriteAsync("login"u8.ToArray(), token);
                break;
            case DataSets.Answer.OtherPart:
                await Head(
                    stream,
                    "206 Partial Content",
                    $"Content-Range: bytes 1-{body.Length}/{content.Length}",
                    token
                );
                break;
            default:
                await Head(stream, answer, start, body.Length, token);
                await Body(stream, answer, body, token);
                break;
        }
    }

    private async Task Head(NetworkStream stream, Answer answer, int start, int length, CancellationToken token)
    {
        var partial = start > 0 && answer != DataSets.Answer.Whole;
        var range = $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\n";
        await Head(
            stream,
            partial ? "206 Partial Content" : "200 OK",
            $"{(partial ? range : "")}Content-Length: {length}",
            token
        );
    }

    private static async Task Body(NetworkStream stream, Answer answer, byte[] body, CancellationToken token)
    {
        var sent = answer is DataSets.Answer.Truncated or DataSets.Answer.Stalled
            ? Math.Min(Step, body.Length)
            : body.Length;
        if (answer == DataSets.Answer.Corrupt)
            body = [(byte)(body[0] + 1), .. body[1..]];
        await stream.WriteAsync(body.AsMemory(0, sent), token);
        if (answer == DataSets.Answer.Stalled)
            await Task.Delay(Timeout.Infinite, token);
    }

    private static async Task Head(NetworkStream stream, string status, string headers, CancellationToken token)
    {
        var head = $"HTTP/1.1 {status}\r\n{headers}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), token);
    }

    private static async Task<int> ReadStart(NetworkStream stream, CancellationToken token)
    {
        var start = 0;
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync(token) is { Length: > 0 } line)
        {
            const string range = "Range: bytes=";
            if (line.StartsWith(range, StringComparison.OrdinalIgnoreCase))
                start = int.Parse(line[range.Length..].TrimEnd('-'));
        }
        return start;
    }
}
