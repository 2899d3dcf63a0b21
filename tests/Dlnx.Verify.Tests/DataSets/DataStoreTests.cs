using System.Diagnostics.CodeAnalysis;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Dlnx.SampleSpecs.DataSets;

namespace Dlnx.Verify.Tests.DataSets;

/// <summary>Copies of data sets: found, got, unpacked, verified.</summary>
public sealed class DataStoreTests
{
    private static readonly SampleNumbers Numbers = new();

    [Test]
    public async Task A_set_is_got_into_a_folder_of_its_name_and_found_there()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(SampleNumbers.Content, Answer.Right);
        var got = await Get(Numbers, folder, server);
        Assert.That(got.Path, Is.EqualTo(folder.PathOf("sample-numbers")));
        Assert.That(new DataRoots(folder.Path).Find(Numbers)!.Path, Is.EqualTo(got.Path));
        Assert.That(DataStore.Verify(Numbers, got), Is.EqualTo(["3500 numbers", "1 published MD5 checksums agree"]));
    }

    [Test]
    public async Task An_archive_is_unpacked_and_removed()
    {
        using var folder = new TemporaryFolder();
        var packed = Packed(("batches/readme.txt", "no"u8.ToArray()), ("../batches/one.bin", [1, 2]), ("two.bin", [3]));
        using var server = new FaultyServer(packed, Answer.Right);
        var got = await Get(new Packaged(packed), folder, server);
        Assert.That(File.ReadAllBytes(Path.Combine(got.Path, "one.bin")), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(
            Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            Is.EquivalentTo(["packaged", "one.bin", "two.bin"])
        );
        await Get(new Packaged(packed), folder, server);
        Assert.That(server.Starts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_archive_without_a_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        var packed = Packed(("one.bin", [1]));
        using var server = new FaultyServer(packed, Answer.Right);
        var problem = (await Assert.ThrowsAsync<ProblemException>(() => Get(new Packaged(packed), folder, server)))!;
        Assert.That(problem.Message, Does.Contain("Cannot unpack").And.Contain("two.bin is not in it"));
    }

    [Test]
    public void A_changed_copy_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathOf(SampleNumbers.File), new byte[3500]);
        var changed = Assert.Throws<ProblemException>(() => DataStore.Verify(Numbers, new DataFolder(folder.Path)))!;
        Assert.That(changed.Message, Does.Contain("numbers.bin differs from the published file (3500 bytes, MD5"));
        File.WriteAllBytes(folder.PathOf(SampleNumbers.File), new byte[9]);
        var cut = Assert.Throws<ProblemException>(() => DataStore.Verify(Numbers, new DataFolder(folder.Path)))!;
        Assert.That(cut.Message, Does.Contain("numbers.bin, byte 9: the numbers end"));
        Assert.That(cut.ExitCode, Is.EqualTo(ExitCode.Environment));
    }

    [Test]
    public void A_copy_is_found_three_folders_down_plain_or_compressed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/b/c/d/numbers.bin", "");
        Assert.That(new DataRoots(folder.Path).Find(Numbers), Is.Null);
        folder.Write("a/b/numbers.bin.gz", "");
        Assert.That(new DataRoots(folder.Path).Find(Numbers)!.Path, Is.EqualTo(folder.PathOf("a/b")));
    }

    [Test]
    public void A_named_folder_that_is_not_there_is_refused() =>
        Assert.That(
            () => DataRoots.Of("/nowhere"),
            Throws.TypeOf<ProblemException>().With.Message.Contains("/nowhere")
        );

    [Test]
    public void A_mirror_has_the_files_under_their_names()
    {
        foreach (var mirror in new[] { "http://mirror.invalid/data", "http://mirror.invalid/data/" })
        {
            var file = Numbers.Downloads[0].From(new Uri(mirror));
            Assert.That(file.Addresses, Is.EqualTo([new Uri("http://mirror.invalid/data/numbers.bin")]));
        }
    }

    [Test]
    public void A_check_runs_on_a_copy_and_its_result_says_so()
    {
        using var folder = new TemporaryFolder();
        var without = OnData(folder);
        Assert.That(without[0].Data, Is.EqualTo("surrogate count:100"));
        Assert.That(without[1].Status, Is.EqualTo(Status.Skipped));
        Assert.That(without[1].Message, Does.Contain("Get it with: dotnet dlnx-verify data get sample-numbers"));

        File.WriteAllBytes(folder.PathOf(SampleNumbers.File), SampleNumbers.Content);
        var with = OnData(folder);
        Assert.That((with[1].Status, with[1].Data), Is.EqualTo((Status.Reproduced, "Sample numbers")));
    }

    [Test]
    public void A_claim_names_the_data_of_the_checks_that_ran_to_their_end()
    {
        var claim = Samples.Run("Sample/everything").Claims.Single();
        var check = claim.Checks[0];

        var named = claim with
        {
            Checks = [check with { Data = "surrogate S1" }, check with { Data = "CIFAR-10", Status = Status.Skipped }],
        };

        Assert.That(named.OnData, Is.EqualTo(" on surrogate S1"));
    }

    private static IReadOnlyList<CheckResult> OnData(TemporaryFolder folder)
    {
        var options = new RunOptions { Selection = ["Sample/on-data"], Data = new DataRoots(folder.Path) };
        return Samples.Run(options).Claims.Single().Checks;
    }

    private static async Task<DataFolder> Get(PublishedDataSet set, TemporaryFolder folder, FaultyServer server)
    {
        using var downloader = new Downloader(TimeSpan.FromSeconds(5));
        return await DataStore.Get(set, folder.Path, server.Address, downloader, new Unseen(), CancellationToken.None);
    }

    private static byte[] Packed(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var packing = new GZipStream(stream, CompressionLevel.Fastest))
        using (var tar = new TarWriter(packing))
        {
            foreach (var (name, content) in entries)
                tar.WriteEntry(
                    new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) }
                );
        }
        return stream.ToArray();
    }

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "As published.")]
    private static string Md5(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));

    private sealed class Unseen : IDownloadObserver;

    private sealed class Packaged(byte[] archive) : PublishedDataSet
    {
        public override string Name => "packaged";

        public override string Title => "Two files in an archive";

        public override IReadOnlyList<string> Files => ["one.bin", "two.bin"];

        public override IReadOnlyList<PublishedFile> Downloads =>
            [PublishedFile.Under("both.tar.gz", archive.Length, Md5(archive), "http://data.invalid/")];

        public override string Examine(DataFolder folder) => folder.Has(Files) ? "two files" : "";
    }
}
