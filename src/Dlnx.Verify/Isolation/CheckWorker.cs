using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Isolation;

/// <summary>The side of a process that runs checks for the run that started it, one after the other.</summary>
/// <param name="catalog">The claims.</param>
/// <param name="golden">The accepted numbers.</param>
/// <param name="engines">The engines that a run may ask for; null where it asks for none.</param>
/// <param name="kernels">The kernels that a run may ask for; null where it asks for none.</param>
public sealed class CheckWorker(
    ClaimCatalog catalog,
    GoldenStore golden,
    EngineCatalog? engines = null,
    KernelCatalog? kernels = null
)
{
    private readonly Dictionary<Assembly, SpecTests> tests = [];
    private readonly Lock gate = new();
    private bool isBusy;
    private bool isOver;

    /// <summary>Runs the checks that are ordered until there are no more.</summary>
    /// <param name="orders">Where the run's options and then its orders come from, one line each.</param>
    /// <param name="messages">Where what they show is written to.</param>
    /// <param name="orphaned">Called when the orders end in the middle of a check: the run is gone, and nobody waits.</param>
    /// <exception cref="ProblemException">The orders do not begin with the options of a run.</exception>
    public void Serve(Stream orders, Stream messages, Action orphaned)
    {
        var reader = new StreamReader(orders);
        if (!TryRead<RunOptions>(reader, out var options))
        {
            var problem = "`worker` runs checks for `run --isolate`, which starts it; it is of no use by itself.";
            throw new ProblemException(problem, ExitCode.Usage);
        }
        // An engine cannot be sent to another process; what opened it there opens it here.
        var engine = options.Engine.Request is { } request ? engines?.Open(request) : null;
        options = options with { Engine = engine ?? options.Engine };
        _ = kernels?.Use(options.Kernel.Name);
        var voice = new WorkerVoice(messages);
        // A check that does not stop in time is not given up here: the run ends this process.
        var context = RunContext.Of(options, golden.For(options.Engine), voice, CancellationToken.None) with
        {
            Grace = Timeout.InfiniteTimeSpan,
        };
        using var waiting = new BlockingCollection<WorkerOrder>();
        var listening = new Thread(() => Listen(reader, waiting, orphaned)) { IsBackground = true };
        listening.Start();
        voice.Say(new WorkerMessage(WorkerNews.Ready));
        foreach (var order in waiting.GetConsumingEnumerable())
        {
            lock (gate)
                isBusy = !isOver;
            if (!isBusy)
                return;
            var check = Run(order, context, voice);
            lock (gate)
                isBusy = false;
            voice.Say(new WorkerMessage(WorkerNews.Ended, Check: check));
        }
    }

    private void Listen(StreamReader reader, BlockingCollection<WorkerOrder> waiting, Action orphaned)
    {
        while (TryRead<WorkerOrder>(reader, out var order))
            waiting.Add(order);
        bool isOrphaned;
        lock (gate)
            (isOver, isOrphaned) = (true, isBusy);
        if (isOrphaned)
            orphaned();
        waiting.CompleteAdding();
    }

    private CheckResult? Run(WorkerOrder order, RunContext context, WorkerVoice voice)
    {
        var claim = catalog.Find(order.Claim)!;
        var check = claim.Checks.Single(own => string.Equals(own.Method, order.Method, StringComparison.Ordinal));
        var key = (claim.Type, check.Method);
        var log = new RunLog(
            new Dictionary<(Type, string), (ClaimDefinition, CheckDefinition)> { [key] = (claim, check) },
            voice,
            broken: () => { }
        );
        if (!tests.TryGetValue(claim.Type.Assembly, out var own))
            tests[claim.Type.Assembly] = own = new SpecTests(claim.Type.Assembly, context, workers: 0);
        voice.Say(new WorkerMessage(WorkerNews.Started));
        own.Run(new HashSet<(Type, string)> { key }, log);
        return log.Find(claim.Type, check.Method);
    }

    private static bool TryRead<T>(
        StreamReader reader,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? content
    )
        where T : class
    {
        content = null;
        return reader.ReadLine() is { } line && JournalLine.TryDecode(Encoding.UTF8.GetBytes(line), out content);
    }
}
