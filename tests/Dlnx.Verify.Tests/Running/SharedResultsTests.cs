using Dlnx.Verify.Running;

namespace Dlnx.Verify.Tests.Running;

public sealed class SharedResultsTests
{
    private static readonly NumberFormat Format = new();

    [Test]
    public void Is_computed_once_however_many_ask()
    {
        var shared = new SharedResults();
        var computed = 0;
        Number Compute(string key)
        {
            Thread.Sleep(20);
            return new Number(Interlocked.Increment(ref computed));
        }

        var seen = new Number[8];
        Parallel.For(0, seen.Length, i => seen[i] = shared.Get("a", Compute));
        Assert.That(computed, Is.EqualTo(1));
        Assert.That(seen, Is.All.SameAs(seen[0]));
    }

    [Test]
    public void Two_that_need_the_same_results_share_the_work()
    {
        var shared = new SharedResults();
        int[] items = [1, 2, 3, 4];
        var owners = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        using var both = new Barrier(2);
        IReadOnlyList<Number> Ask() =>
            shared.GetAll(
                items,
                item => $"{item}",
                item =>
                {
                    // Both must be computing at the same time, or this never ends.
                    if (item <= 2)
                        both.SignalAndWait(TimeSpan.FromSeconds(30));
                    owners[item] = Environment.CurrentManagedThreadId;
                    return new Number(item);
                }
            );

        var other = Task.Factory.StartNew(
            Ask,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        var own = Ask();
        Assert.That(own, Is.EqualTo(other.Result));
        Assert.That(own.Select(number => number.Value), Is.EqualTo(items));
        Assert.That(owners[1], Is.Not.EqualTo(owners[2]));
    }

    [Test]
    public void A_failure_is_not_kept()
    {
        var shared = new SharedResults();
        Assert.That(() => shared.Get<Number>("a", _ => throw new OperationCanceledException()), Throws.Exception);
        Assert.That(shared.Get("a", _ => new Number(3)).Value, Is.EqualTo(3));
    }

    [Test]
    public void One_key_for_two_kinds_is_a_mistake_that_is_named()
    {
        var shared = new SharedResults();
        shared.Get("a", _ => new Number(3));
        Assert.That(() => shared.Get("a", _ => "text"), Throws.InvalidOperationException.With.Message.Contains("'a'"));
    }

    [Test]
    public void A_later_run_reads_what_an_earlier_one_kept()
    {
        using var folder = new TemporaryFolder();
        Assert.That(Ask(folder, _ => new Number(0.1)).Value, Is.EqualTo(0.1));
        Assert.That(Ask(folder, _ => throw new InvalidOperationException()).Value, Is.EqualTo(0.1));
    }

    [Test]
    public void A_damaged_file_is_computed_again_wherever_the_damage_is()
    {
        using var folder = new TemporaryFolder();
        Ask(folder, _ => new Number(1));
        var file = Directory.GetFiles(folder.Path).Single();
        var content = File.ReadAllBytes(file);
        for (var at = 0; at < content.Length; at++)
        {
            var damaged = content.ToArray();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(file, damaged);
            Assert.That(Ask(folder, _ => new Number(2)).Value, Is.EqualTo(2));
            File.WriteAllBytes(file, content[..at]);
            Assert.That(Ask(folder, _ => new Number(3)).Value, Is.EqualTo(3));
        }
    }

    [Test]
    public void Two_processes_with_the_same_folder_compute_once()
    {
        using var folder = new TemporaryFolder();
        var computed = 0;
        // Locks belong to opened files, not to processes: two caches exclude each other like two processes.
        Parallel.For(
            0,
            4,
            _ =>
                Ask(
                    folder,
                    _ =>
                    {
                        Thread.Sleep(100);
                        return new Number(Interlocked.Increment(ref computed));
                    }
                )
        );

        Assert.That(computed, Is.EqualTo(1));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Waiting_for_another_check_ends_when_the_budget_is_over()
    {
        using var folder = new TemporaryFolder();
        using var ended = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var shared = new SharedResults(new ResultCache(folder.Path));
        var other = Task.Factory.StartNew(
            () =>
                shared.Get<Number>(
                    "key",
                    _ =>
                    {
                        begun.Set();
                        ended.Wait();
                        return new Number(1);
                    },
                    Format
                ),
            TaskCreationOptions.LongRunning
        );
        begun.Wait();
        using var budget = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Number Never(string key) => throw new InvalidOperationException();

        Assert.That(
            () => shared.Get("key", Never, Format, budget.Token),
            Throws.InstanceOf<OperationCanceledException>(),
            "in the same process"
        );
        Assert.That(
            () => new SharedResults(new ResultCache(folder.Path)).Get("key", Never, Format, budget.Token),
            Throws.InstanceOf<OperationCanceledException>(),
            "in another process"
        );
        ended.Set();
        Assert.That(other.Result.Value, Is.EqualTo(1));
    }

    private static Number Ask(TemporaryFolder folder, Func<string, Number> compute) =>
        new SharedResults(new ResultCache(folder.Path)).Get("key", compute, Format);

    private sealed record Number(double Value);

    private sealed class NumberFormat : IResultFormat<Number>
    {
        public void Write(Number result, BinaryWriter writer) => writer.Write(result.Value);

        public Number Read(BinaryReader reader) => new(reader.ReadDouble());
    }
}
