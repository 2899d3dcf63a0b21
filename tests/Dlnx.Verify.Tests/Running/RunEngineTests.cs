namespace Dlnx.Verify.Tests.Running;

public sealed class RunEngineTests
{
    private static readonly RunEngine Other = new("other", "cuda:0", "float32", new object());

    [Test]
    public void Elsewhere_the_managed_engine_is_the_current_one()
    {
        Assert.That(RunEngine.Current, Is.SameAs(RunEngine.Managed));
        Assert.That(RunEngine.Managed.IsReference);
        Assert.That((RunEngine.Managed with { Precision = "float32" }).IsReference, Is.False);
    }

    [Test]
    public void It_is_the_current_one_during_its_work_only_and_on_every_thread_of_it()
    {
        var seen = Other.During(() =>
        {
            var inner = RunEngine.Managed.During(() => RunEngine.Current);
            var threads = new RunEngine[8];
            Parallel.For(0, threads.Length, i => threads[i] = RunEngine.Current);
            return (RunEngine[])[.. threads, Task.Run(() => RunEngine.Current).Result, inner];
        });

        Assert.That(seen[..^1], Has.All.SameAs(Other));
        Assert.That(seen[^1], Is.SameAs(RunEngine.Managed));
        Assert.That(RunEngine.Current, Is.SameAs(RunEngine.Managed));
        Assert.That(() => Other.During<int>(() => throw new InvalidOperationException()), Throws.Exception);
        Assert.That(RunEngine.Current, Is.SameAs(RunEngine.Managed));
    }

    [Test]
    public void A_failure_that_it_can_explain_is_a_problem_with_its_words()
    {
        var engine = Other with { Explain = e => e is IOException ? $"no device: {e.Message}" : null };

        Assert.That(
            () => engine.During<int>(() => throw new InvalidOperationException("", new IOException("full"))),
            Throws.InstanceOf<ProblemException>().With.Message.EqualTo("no device: full")
        );
        Assert.That(() => engine.During<int>(() => throw new FormatException()), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void Results_name_engine_device_and_precision()
    {
        var run = Samples.Run(new RunOptions { Selection = ["Sample/everything"], Engine = Other }).Run;

        Assert.That((run.Engine, run.Device, run.Precision), Is.EqualTo(("other", "cuda:0", "float32")));
    }

    [Test]
    public void Its_words_open_it_again()
    {
        var settings = new Dictionary<string, string> { ["device"] = "cuda:1" };
        var engine = Other with { Request = new("other", "/engines", settings) };

        Assert.That(engine.Words, Is.EqualTo(" --engine other --engine-path '/engines' --engine-set device=cuda:1"));
    }

    [Test]
    public void Kept_results_of_one_engine_are_not_those_of_another()
    {
        using var folder = new TemporaryFolder();
        string Kept(RunEngine? engine, string computed) =>
            new SharedResults(new ResultCache(folder.Path, engine)).Get("key", _ => computed, new TextFormat());

        Assert.That(Kept(null, "first"), Is.EqualTo("first"));
        Assert.That(Kept(Other, "second"), Is.EqualTo("second"));
        Assert.That(Kept(RunEngine.Managed, "third"), Is.EqualTo("first"));
        Assert.That(Kept(Other, "fourth"), Is.EqualTo("second"));
    }
}
