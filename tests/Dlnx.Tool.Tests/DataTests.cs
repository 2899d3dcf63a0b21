using Dlnx.Verify.Tests.DataSets;

namespace Dlnx.Tool.Tests;

/// <summary><c>data</c>: generated sets in files, downloads from a server of this machine, claims on a copy.</summary>
public sealed class DataTests
{
    private static readonly byte[] Numbers = [.. Enumerable.Range(0, 3500).Select(i => (byte)(i * i / 7))];

    [Test]
    public void A_surrogate_is_made_listed_verified_and_its_damage_found()
    {
        using var folder = new TemporaryFolder();
        var made = ToolProcess.Run(folder.Path, "data", "make", "S2", "--data", "sets");
        Assert.That(made.ExitCode, Is.Zero, made.Error);
        Assert.That(made.Output, Does.Contain("300 + 1000 images of 1×28×28 in 10 classes, as generated"));
        Assert.That(
            ToolProcess.Run(folder.Path, "data", "list", "--data", "sets").Output,
            Does.Contain("cifar10").And.Contain("sets/S2")
        );
        var verified = ToolProcess.Run(folder.Path, "data", "verify", "--data", "sets");
        Assert.That(verified.ExitCode, Is.Zero, verified.Error);
        Assert.That(verified.Output, Does.Contain("55e42d1952f294a5").And.Contain("182524029edb7b8c"));

        File.AppendAllText(folder.At("sets", "S2", "t10k-labels-idx1-ubyte"), "x");
        var damaged = ToolProcess.Run(folder.Path, "data", "verify", "S2", "--data", "sets");
        Assert.That(damaged.ExitCode, Is.EqualTo(3));
        Assert.That(damaged.Error, Does.Contain("t10k-labels-idx1-ubyte, byte 1008: the content goes on"));
    }

    [Test]
    public void A_set_is_got_after_a_broken_connection_and_a_claim_runs_on_it()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Numbers, Answer.Redirect, Answer.Truncated, Answer.Right);
        var got = Get(folder, "--from", server.Address.AbsoluteUri);
        Assert.That(got.ExitCode, Is.Zero, got.Error);
        Assert.That(got.Output, Does.Contain("again: the connection ended after 1000 of 3500 bytes"));
        Assert.That(got.Output, Does.Contain("1 published MD5 checksums agree"));

        var run = Run(folder, "--data", "sets");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("reproduced on Sample numbers; surrogate"));
    }

    [TestCase(Answer.NotFound, "HTTP 404 Not Found")]
    [TestCase(Answer.Error, "HTTP 500")]
    [TestCase(Answer.Corrupt, "MD5 checksum")]
    [TestCase(Answer.Mute, "nothing came for 1 s")]
    public void A_server_that_fails_ends_the_command_with_its_reason(Answer answer, string reason)
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(Numbers, answer);
        var got = Get(folder, "--timeout", "1", "--from", server.Address.AbsoluteUri);
        Assert.That(got.ExitCode, Is.EqualTo(3));
        Assert.That(got.Error, Does.Contain(reason).And.Contain("--data").And.Not.Contain("   at "));
        Assert.That(File.Exists(folder.At("sets", "sample-numbers", "numbers.bin")), Is.False);
    }

    [Test]
    public void Without_a_network_the_command_fails_cleanly_and_claims_still_run()
    {
        using var folder = new TemporaryFolder();
        var got = Get(folder);
        Assert.That(got.ExitCode, Is.EqualTo(3));
        Assert.That(got.Error, Does.Contain("data.invalid").And.Contain("No claim needs it"));

        var run = Run(folder);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("reproduced on surrogate count:100"));
        var page = File.ReadAllText(folder.At("dlnx-report", "summary.md"));
        Assert.That(page, Does.Contain("on surrogate count:100"));
        Assert.That(
            File.ReadAllText(folder.At("dlnx-report", "results.json")),
            Does.Contain("dotnet dlnx-verify data get sample-numbers")
        );
    }

    [TestCase("data get S1", 2, "data make S1")]
    [TestCase("data make mnist", 2, "data get mnist")]
    [TestCase("data get mnits", 2, "Did you mean mnist?")]
    [TestCase("data get nope", 2, "The sets are ")]
    [TestCase("data get mnist --from nowhere", 2, "--from is 'nowhere'")]
    [TestCase("data get mnist --timeout 0", 2, "--timeout is 0; it must be from 1")]
    [TestCase("data make glyph:10,5,1,6,96,9", 2, "shift is 9; it must be from 0 to 8")]
    [TestCase("data verify mnist --data .", 3, "data get mnist")]
    [TestCase("run B/lem-1 --data nowhere", 3, "There is no folder nowhere")]
    [TestCase(
        "run B/lem-1 --engine torsh",
        2,
        "--engine is 'torsh'; the engines are managed, torch. Did you mean torch?"
    )]
    public void What_cannot_be_done_is_explained(string arguments, int exitCode, string message)
    {
        using var folder = new TemporaryFolder();
        var refused = ToolProcess.Run(folder.Path, arguments.Split(' '));
        Assert.That(refused.ExitCode, Is.EqualTo(exitCode));
        Assert.That(refused.Error, Does.Contain(message).And.Not.Contain("   at "));
    }

    private static ProcessResult Get(TemporaryFolder folder, params string[] options) =>
        ToolProcess.Run(
            folder.Path,
            ["data", "get", "sample-numbers", "--specs", UserSpecsTests.Specs, "--data", folder.At("sets"), .. options]
        );

    private static ProcessResult Run(TemporaryFolder folder, params string[] options) =>
        ToolProcess.Run(folder.Path, ["run", "Sample/on-data", "--specs", UserSpecsTests.Specs, .. options]);
}
