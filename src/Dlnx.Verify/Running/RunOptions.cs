using System.Text.Json.Serialization;
using Dlnx.Verify.Claims;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Isolation;
using Dlnx.Verify.Sharding;

namespace Dlnx.Verify.Running;

/// <summary>What a run is asked to do.</summary>
public sealed record RunOptions
{
    /// <summary>The seed of a run that does not name one.</summary>
    public const ulong DefaultSeed = 1;

    /// <summary>The cases per property of a run that does not name a number.</summary>
    public const int DefaultCases = 100;

    /// <summary>Ids and globs; empty for all claims.</summary>
    public IReadOnlyList<string> Selection { get; init; } = [];

    /// <summary>The most expensive tier to run.</summary>
    public Tier Tier { get; init; } = Tier.Standard;

    /// <summary>The seed that all random streams derive from.</summary>
    public ulong Seed { get; init; } = DefaultSeed;

    /// <summary>Cases per property, at least 1.</summary>
    public int Cases { get; init; } = DefaultCases;

    /// <summary>Checks that may run at the same time, at least 1.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Parameters by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new SortedDictionary<string, string>();

    /// <summary>Where data sets are looked for.</summary>
    public DataRoots Data { get; init; } = new();

    /// <summary>The engine that trains networks.</summary>
    public RunEngine Engine { get; init; } = RunEngine.Managed;

    /// <summary>What computes dense products: the kernel that <see cref="KernelCatalog.Use"/> made this process's.</summary>
    public RunKernel Kernel { get; init; } = RunKernel.Managed;

    /// <summary>The part of the run to do; null for all of it.</summary>
    public Shard? Shard { get; init; }

    /// <summary>How long checks are expected to take, by which the parts are made equally long.</summary>
    [JsonIgnore]
    public CheckCosts Costs { get; init; } = CheckCosts.Declared;

    /// <summary>Where results that checks share are kept for later runs; null to keep them in memory only.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Whether to stop starting checks after the first broken one.</summary>
    public bool FailFast { get; init; }

    /// <summary>How long a check may take before it counts as one that runs away.</summary>
    public CheckBudgets Budgets { get; init; } = CheckBudgets.Default;

    /// <summary>
    /// How processes are started that run the checks, and share results through <see cref="CacheFolder"/>; null to run the
    /// checks in this process.
    /// </summary>
    public WorkerProgram? Isolation { get; init; }
}
