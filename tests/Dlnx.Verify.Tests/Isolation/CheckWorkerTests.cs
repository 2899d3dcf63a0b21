using System.IO.Pipes;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Verify.Isolation;

namespace Dlnx.Verify.Tests.Isolation;

/// <summary>The worker's side of an isolated run, spoken to line by line.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CheckWorkerTests : IDisposable
{
    private readonly AnonymousPipeServerStream orders = new(PipeDirection.Out);
    private readonly AnonymousPipeServerStream messages = new(PipeDirection.In);
    private readonly ManualResetEventSlim orphaned = new();
    private Thread worker = null!;
    private StreamReader reader = null!;

    [SetUp]
    public void Start()
    {
        var catalog = Samples.Catalog;
        var golden = new GoldenStore(Samples.GoldenFolder);
        var kernels = KernelCatalog.Load([typeof(FakeKernel).Assembly]);
        worker = new Thread(() =>
        {
            using var input = new AnonymousPipeClientStream(PipeDirection.In, orders.ClientSafePipeHandle);
            using var output = new AnonymousPipeClientStream(PipeDirection.Out, messages.ClientSafePipeHandle);
            new CheckWorker(catalog, golden, kernels: kernels).Serve(input, output, orphaned.Set);
        })
        {
            IsBackground = true,
        };
        worker.UnsafeStart();
        reader = new StreamReader(messages);
    }

    public void Dispose()
    {
        orders.Dispose();
        reader.Dispose();
        messages.Dispose();
        orphaned.Dispose();
    }

    [Test]
    public void A_check_leaves_what_it_leaves_in_the_process_of_a_run()
    {
        var options = new RunOptions
        {
            Seed = 7,
            Cases = 12,
            Tier = Tier.Full,
            Settings = new Dictionary<string, string> { ["n"] = "3" },
            Selection = ["Sample/everything"],
        };
        var expected = Samples.Run(options).Claims.Single();

        Tell(options);
        Assert.That((string?)Next()["news"], Is.EqualTo("Ready"));
        foreach (var check in expected.Checks)
        {
            Tell(new { claim = expected.Id, method = check.Method });
            Assert.That((string?)Next()["news"], Is.EqualTo("Started"));
            var ended = Next();
            Assert.That((string?)ended["news"], Is.EqualTo("Ended"));
            Assert.That(
                WithoutTime(ended["check"]!),
                Is.EqualTo(WithoutTime(JsonSerializer.SerializeToNode(check, ResultsJson.Options)!))
            );
        }
        orders.Dispose();

        Assert.That(worker.Join(TimeSpan.FromSeconds(30)), Is.True);
        Assert.That(orphaned.IsSet, Is.False);
    }

    [Test]
    public void A_worker_whose_run_is_gone_notices_in_the_middle_of_a_check()
    {
        Tell(new RunOptions { Tier = Tier.Full });
        Tell(new { claim = "Sample/slow", method = "Polls_for_cancellation" });
        while ((string?)Next()["news"] != "Progressed") { }

        orders.Dispose();

        Assert.That(orphaned.Wait(TimeSpan.FromSeconds(30)), Is.True);
    }

    [Test]
    public void The_kernel_of_the_run_becomes_that_of_the_process()
    {
        var before = FakeKernel.Uses;
        Tell(new RunOptions { Kernel = new(RunKernel.NativeName, "FakeBLAS 1.0") });
        Assert.That((string?)Next()["news"], Is.EqualTo("Ready"));

        Assert.That(FakeKernel.Uses, Is.EqualTo(before + 1));
    }

    private void Tell<T>(T content)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(content, ResultsJson.OneLine);
        var digest = Convert.ToHexStringLower(SHA256.HashData(json))[..16];
        orders.Write([.. Encoding.ASCII.GetBytes(digest), (byte)' ', .. json, (byte)'\n']);
    }

    private JsonNode Next()
    {
        var line = "";
        while (line.Length == 0)
            line = reader.ReadLine()!;
        return JsonNode.Parse(line[17..])!;
    }

    private static string WithoutTime(JsonNode check)
    {
        check.AsObject().Remove("seconds");
        return check.ToJsonString();
    }
}
