using System.Text;
using Dlnx.Verify.Claims;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Golden;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Dlnx.Verify.Running;

/// <summary>
/// What all checks of a run share. It hangs on the root of the run's own test tree, so that several runs in one process
/// do not see each other; under <c>dotnet test</c> there is none, and the defaults apply.
/// </summary>
internal sealed record RunContext
{
    private const string Property = "dlnx.run";

    private static readonly Lazy<RunContext> Ambient = new(FromTestParameters);

    public ulong Seed { get; init; } = RunOptions.DefaultSeed;

    public int Cases { get; init; } = RunOptions.DefaultCases;

    public Tier Tier { get; init; } = Tier.Fast;

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public required GoldenStore Golden { get; init; }

    public DataRoots Data { get; init; } = new();

    public RunEngine Engine { get; init; } = RunEngine.Managed;

    public RunKernel Kernel { get; init; } = RunKernel.Managed;

    public CancellationToken Cancellation { get; init; }

    public CheckBudgets Budgets { get; init; } = CheckBudgets.None;

    /// <summary>How long a check that was told to stop is waited for.</summary>
    public TimeSpan Grace { get; init; } = CheckBudgets.Default.Grace;

    public SharedResults Shared { get; init; } = new();

    public IRunObserver Observer { get; init; } = new Unobserved();

    /// <summary>The context of a run that was asked for.</summary>
    public static RunContext Of(
        RunOptions options,
        GoldenStore golden,
        IRunObserver observer,
        CancellationToken cancellation
    ) =>
        new()
        {
            Seed = options.Seed,
            Cases = options.Cases,
            Tier = options.Tier,
            Settings = options.Settings,
            Golden = golden,
            Data = options.Data,
            Engine = options.Engine,
            Kernel = options.Kernel,
            Cancellation = cancellation,
            Budgets = options.Budgets,
            Grace = options.Budgets.Grace,
            Shared = new SharedResults(
                options.CacheFolder is { } folder ? new ResultCache(folder, options.Engine, options.Kernel) : null
            ),
            Observer = observer,
        };

    public static RunContext Of(ITest test)
    {
        for (ITest? node = test; node is not null; node = node.Parent)
        {
            if (node.Properties.Get(Property) is RunContext context)
                return context;
        }
        return Ambient.Value;
    }

    /// <summary>The command that draws the same cases again.</summary>
    public string Replay(string claim, Tier tier)
    {
        var command = new StringBuilder($"dotnet dlnx-verify run {claim} --seed {Seed}");
        if (Cases != RunOptions.DefaultCases)
            command.Append($" --cases {Cases}");
        if (tier == Tier.Full)
            command.Append(" --tier full");
        foreach (var (name, value) in Settings)
            command.Append($" --set '{name}={value}'");
        return command.Append(Engine.Words).Append(Kernel.Words).ToString();
    }

    public void AttachTo(ITest root) => root.Properties.Set(Property, this);

    private sealed class Unobserved : IRunObserver;

    private static RunContext FromTestParameters() =>
        new()
        {
            Tier = Enum.Parse<Tier>(TestContext.Parameters.Get("tier", nameof(Tier.Fast)), ignoreCase: true),
            Golden = new GoldenStore(GoldenAbove(AppContext.BaseDirectory)),
        };

    private static string GoldenAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var golden = Path.Combine(folder.FullName, "golden");
            if (File.Exists(Path.Combine(golden, VerdictLedger.FileName)))
                return golden;
        }
        return "golden";
    }
}
