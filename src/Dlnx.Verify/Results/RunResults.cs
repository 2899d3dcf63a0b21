using Dlnx.Verify.Claims;
using Dlnx.Verify.Engines;

namespace Dlnx.Verify.Results;

/// <summary>All that a run leaves: the single source of every table and report.</summary>
public sealed record RunResults
{
    /// <summary>The format's name and version.</summary>
    public const string CurrentSchema = "dlnx-verify/results/1";

    /// <summary>The format's name and version.</summary>
    public required string Schema { get; init; }

    /// <summary>The tool that made the run.</summary>
    public required ToolInfo Tool { get; init; }

    /// <summary>The machine the run was made on.</summary>
    public required MachineInfo Machine { get; init; }

    /// <summary>What was asked for.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>The claims, in the order of their papers.</summary>
    public required IReadOnlyList<ClaimResult> Claims { get; init; }

    /// <summary>What is wrong with the set of claims as a whole: lost claims, changed or stale verdicts, orphans.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Catalogue entries that have no spec yet.</summary>
    public required IReadOnlyList<PlannedClaim> Planned { get; init; }
}

/// <summary>The tool that made a run.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Commit">The commit it was built from; empty when unknown.</param>
public sealed record ToolInfo(string Version, string Commit);

/// <summary>The machine a run was made on.</summary>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Cores">Processors available to the process.</param>
/// <param name="VectorBits">Width of the widest SIMD vectors in use.</param>
/// <param name="Kernel">The dense kernels in use.</param>
public sealed record MachineInfo(string System, string Runtime, int Cores, int VectorBits, string Kernel);

/// <summary>What was asked for, and how the run ended.</summary>
/// <param name="Seed">The seed that all random streams derive from.</param>
/// <param name="Tier">The most expensive tier that ran.</param>
/// <param name="Cases">Cases per property.</param>
/// <param name="Workers">Checks that ran at the same time.</param>
/// <param name="Selection">The ids and globs that selected claims; empty for all.</param>
/// <param name="Settings">Parameters set by the user.</param>
/// <param name="StartedAt">When the run started, in UTC.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Cancelled">Whether it was cancelled before its end.</param>
/// <param name="Shard">Which part of a run that was split; null when it is the whole.</param>
/// <param name="Engine">The engine that trained networks.</param>
/// <param name="Device">What the engine computed on.</param>
/// <param name="Precision">The engine's number types.</param>
public sealed record RunInfo(
    string Seed,
    Tier Tier,
    int Cases,
    int Workers,
    IReadOnlyList<string> Selection,
    IReadOnlyDictionary<string, string> Settings,
    DateTimeOffset StartedAt,
    double Seconds,
    bool Cancelled,
    ShardInfo? Shard = null,
    string Engine = RunEngine.ManagedName,
    string Device = "cpu",
    string Precision = "float64"
);

/// <summary>A part of a run that was split.</summary>
/// <param name="Index">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
/// <param name="Claims">The claims of all parts together, in the order of their papers.</param>
public sealed record ShardInfo(int Index, int Count, IReadOnlyList<string> Claims);

/// <summary>Something wrong with the set of claims.</summary>
/// <param name="Claim">The claim concerned.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Finding(string Claim, string Message);

/// <summary>A catalogue entry without a spec.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What kind of statement it is.</param>
public sealed record PlannedClaim(string Id, string Title, ClaimKind Kind);
