using Dlnx.SampleSpecs.DataSets;

namespace Dlnx.Verify.Tests.DataSets;

/// <summary>Downloads from a server that does everything that servers and networks do.</summary>
public sealed class DownloaderTests
{
    private static readonly byte[] Content = SampleNumbers.Content;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    [Test]
    public async Task A_file_arrives_whole_under_its_name()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, Answer.Right);
        var observer = new Recorded();
        await Get(folder, observer, server);
        Assert.That(File.ReadAllBytes(folder.PathOf("deep/numbers.bin")), Is.EqualTo(Content));
        Assert.That(Directory.GetFiles(folder.PathOf("deep")), Has.Length.EqualTo(1));
        Assert.That(observer.Bytes[^1], Is.EqualTo(Content.Length));
        Assert.That(observer.Finish, Is.EqualTo(1));
    }

    [Test]
    public async Task A_file_that_is_there_is_not_asked_for_again()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, Answer.Right);
        await Get(folder, new Recorded(), server);
        await Get(folder, new Recorded(), server);
        Assert.That(server.Starts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_damaged_file_is_replaced()
    {
        using var folder = new TemporaryFolder();
        folder.Write("deep/numbers.bin", "damaged");
        using var server = new FaultyServer(Content, Answer.Right);
        await Get(folder, new Recorded(), server);
        Assert.That(File.ReadAllBytes(folder.PathOf("deep/numbers.bin")), Is.EqualTo(Content));
    }

    [Test]
    public async Task A_connection_that_breaks_is_resumed_where_it_broke()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, Answer.Truncated, Answer.Truncated, Answer.Right);
        var observer = new Recorded();
        await Get(folder, observer, server);
        Assert.That(server.Starts, Is.EqualTo([0, 1000, 2000]));
        Assert.That(observer.Problems, Has.Count.EqualTo(2));
        Assert.That(observer.Problems[0], Is.EqualTo("the connection ended after 1000 of 3500 bytes"));
    }

    [Test]
    public async Task A_connection_that_stalls_is_resumed()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, Answer.Stalled, Answer.Right);
        var observer = new Recorded();
        await Get(folder, observer, server);
        Assert.That(server.Starts, Is.EqualTo([0, 1000]));
        Assert.That(observer.Problems, Is.EqualTo(["nothing came for 1.5 s"]));
    }

    [Test]
    public async Task A_server_that_cannot_resume_begins_again()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, Answer.Truncated, Answer.Whole);
        await Get(folder, new Recorded(), server);
        Assert.That(File.ReadAllBytes(folder.PathOf("deep/numbers.bin")), Is.EqualTo(Content));
    }

    [Test]
    public async Task What_an_earlier_command_left_is_used()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("deep"));
        File.WriteAllBytes(folder.PathOf("deep/numbers.bin.part"), Content[..1234]);
        using var server = new FaultyServer(Content, Answer.Right);
        await Get(folder, new Recorded(), server);
        Assert.That(server.Starts, Is.EqualTo([1234]));
        Assert.That(File.ReadAllBytes(folder.PathOf("deep/numbers.bin")), Is.EqualTo(Content));
    }

    [Test]
    public async Task A_redirection_is_followed()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, Answer.Redirect, Answer.Right);
        await Get(folder, new Recorded(), server);
        Assert.That(server.Starts, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_next_address_is_tried()
    {
        using var folder = new TemporaryFolder();
        using var lost = new FaultyServer(Content, Answer.NotFound);
        using var mirror = new FaultyServer(Content, Answer.Right);
        await Get(folder, new Recorded(), lost, mirror);
        Assert.That(File.Exists(folder.PathOf("deep/numbers.bin")));
    }

    [TestCase(Answer.NotFound, "HTTP 404 Not Found")]
    [TestCase(Answer.Error, "HTTP 500 Internal Server Error")]
    [TestCase(Answer.Corrupt, "the MD5 checksum of what came is")]
    [TestCase(Answer.TooLong, "more than the published 3500 bytes came")]
    [TestCase(Answer.OtherLength, "the server offers 5 bytes; published are 3500")]
    [TestCase(Answer.Mute, "nothing came for 1.5 s")]
    [TestCase(Answer.Redirect, "HTTP 302 Found")]
    public async Task What_cannot_be_had_fails_with_address_and_reason(Answer answer, string reason)
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, answer);
        var problem = (await Assert.ThrowsAsync<ProblemException>(() => Get(folder, new Recorded(), server)))!;
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(problem.Message, Does.Contain($"{server.Address}numbers.bin: {reason}").And.Contain("--data"));
        Assert.That(File.Exists(folder.PathOf("deep/numbers.bin")), Is.False);
    }

    [Test]
    public async Task A_corrupt_file_leaves_nothing_to_resume()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, Answer.Corrupt);
        await Assert.ThrowsAsync<ProblemException>(() => Get(folder, new Recorded(), server));
        Assert.That(Directory.GetFiles(folder.PathOf("deep")), Is.Empty);
    }

    [Test]
    public async Task Another_part_than_was_asked_for_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, Answer.Truncated, Answer.OtherPart);
        var problem = (await Assert.ThrowsAsync<ProblemException>(() => Get(folder, new Recorded(), server)))!;
        Assert.That(problem.Message, Does.Contain("another part of the file"));
    }

    [Test]
    public async Task A_server_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        var server = new FaultyServer(Content, Answer.Right);
        var address = server.Address;
        server.Dispose();
        var problem = (await Assert.ThrowsAsync<ProblemException>(() => Get(folder, new Recorded(), [address])))!;
        Assert.That(problem.Message, Does.Contain($"{address}numbers.bin: cannot reach the server"));
    }

    [Test]
    public void Cancelling_keeps_what_came()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Content, Answer.Stalled);
        using var cancellation = new CancellationTokenSource();
        using var downloader = new Downloader(TimeSpan.FromMinutes(1));
        var observer = new Recorded { OnBytes = cancellation.Cancel };
        var download = downloader.Get(Published(server.Address), folder.PathOf("deep"), observer, cancellation.Token);
        Assert.That(async () => await download, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(File.ReadAllBytes(folder.PathOf("deep/numbers.bin.part")), Is.EqualTo(Content[..1000]));
    }

    private static Task Get(TemporaryFolder folder, Recorded observer, params IEnumerable<FaultyServer> servers) =>
        Get(folder, observer, [.. servers.Select(server => server.Address)]);

    private static async Task Get(TemporaryFolder folder, Recorded observer, Uri[] addresses)
    {
        using var downloader = new Downloader(Patience);
        await downloader.Get(Published(addresses), folder.PathOf("deep"), observer, CancellationToken.None);
    }

    private static PublishedFile Published(params IEnumerable<Uri> addresses) =>
        new SampleNumbers().Downloads[0] with
        {
            Addresses = [.. addresses.Select(address => new Uri(address, SampleNumbers.File))],
        };

    private sealed class Recorded : IDownloadObserver
    {
        public List<long> Bytes { get; } = [];

        public List<string> Problems { get; } = [];

        public int Finish { get; private set; }

        public Action OnBytes { get; init; } = () => { };

        public void Reached(long bytes)
        {
            Bytes.Add(bytes);
            OnBytes();
        }

        public void Retrying(string problem) => Problems.Add(problem);

        public void Finished(PublishedFile file) => Finish++;
    }
}
