using Dlnx.Verify.Claims;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Gate;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Configuration;

/// <summary>
/// What a configuration says about the options of commands; null where it says nothing. Files and folders are already
/// relative to the current folder, or absolute.
/// </summary>
public sealed record Profile
{
    /// <summary>A configuration that says nothing.</summary>
    public static Profile Empty { get; } = new();

    /// <summary>The most expensive tier to run.</summary>
    public Tier? Tier { get; init; }

    /// <summary>The seed of all random draws.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Cases per property, at least 1.</summary>
    public int? Cases { get; init; }

    /// <summary>Checks that run at the same time, at least 1.</summary>
    public int? Workers { get; init; }

    /// <summary>Ids and globs of the claims that commands take when none is named.</summary>
    public IReadOnlyList<string>? Claims { get; init; }

    /// <summary>Parameters of claims by name.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = new SortedDictionary<string, string>();

    /// <summary>Spec assemblies to load besides the papers' claims.</summary>
    public IReadOnlyList<string>? Specs { get; init; }

    /// <summary>The folder of accepted numbers.</summary>
    public string? Golden { get; init; }

    /// <summary>A folder with data sets.</summary>
    public string? Data { get; init; }

    /// <summary>The folder that keeps long trainings for later runs.</summary>
    public string? Cache { get; init; }

    /// <summary>A results file whose times say how long checks take.</summary>
    public string? Costs { get; init; }

    /// <summary>The engine that trains networks, one of <see cref="RunEngine.Names"/>.</summary>
    public string? Engine { get; init; }

    /// <summary>What computes dense products in a run, one of <see cref="RunKernel.Names"/>.</summary>
    public string? Kernel { get; init; }

    /// <summary>The folder with an engine that is loaded at run time.</summary>
    public string? EnginePath { get; init; }

    /// <summary>How the engine computes, by name.</summary>
    public IReadOnlyDictionary<string, string> EngineSet { get; init; } = new SortedDictionary<string, string>();

    /// <summary>Whether checks run in processes of their own.</summary>
    public bool? Isolate { get; init; }

    /// <summary>The bytes that the managed heap of such a process may take.</summary>
    public long? Memory { get; init; }

    /// <summary>How long checks may run.</summary>
    public CheckBudgets? Budgets { get; init; }

    /// <summary>The folder for results and report.</summary>
    public string? Out { get; init; }

    /// <summary>The <see cref="GateThresholds.MarginFactor"/>, larger than 1.</summary>
    public double? MarginFactor { get; init; }

    /// <summary>The <see cref="GateThresholds.TimeFactor"/>, larger than 1.</summary>
    public double? TimeFactor { get; init; }

    /// <summary>Where data sets are looked for. The variable is this machine's and wins over a file that many share.</summary>
    public DataRoots DataRoots() => new DataRoots() is { Named: not null } variable ? variable : new DataRoots(Data);

    /// <summary>A run with everything but parameters and engine, for commands that have an option for few of these.</summary>
    public RunOptions RunOptions()
    {
        var plain = new RunOptions();
        return plain with
        {
            Selection = Claims ?? plain.Selection,
            Tier = Tier ?? plain.Tier,
            Seed = Seed ?? plain.Seed,
            Cases = Cases ?? plain.Cases,
            Workers = Workers ?? plain.Workers,
            Data = DataRoots(),
            CacheFolder = Cache,
            Budgets = Budgets ?? plain.Budgets,
        };
    }
}
