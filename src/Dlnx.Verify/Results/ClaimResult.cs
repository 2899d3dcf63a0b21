using System.Text.Json.Serialization;
using Dlnx.Verify.Claims;

namespace Dlnx.Verify.Results;

/// <summary>How a check or a claim ended.</summary>
public enum Status
{
    /// <summary>Everything that ran was reproduced.</summary>
    Reproduced,

    /// <summary>An assertion failed: a regression.</summary>
    Broken,

    /// <summary>Something needed is missing here; the reason is shown.</summary>
    Skipped,

    /// <summary>Nothing of it ran: another tier, or the run was cancelled.</summary>
    NotRun,
}

/// <summary>A claim and what its checks showed.</summary>
public sealed record ClaimResult
{
    /// <summary>The claim's id.</summary>
    public required string Id { get; init; }

    /// <summary>Further ids of the claim.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The claim's title.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of statement it is.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>Where the paper states it.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the statement is quoted or reconstructed.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The statement, Markdown with LaTeX.</summary>
    public required string Statement { get; init; }

    /// <summary>The corrected statement; empty when there is none.</summary>
    public required string Corrected { get; init; }

    /// <summary>The readings the wording allows.</summary>
    public required IReadOnlyList<string> Readings { get; init; }

    /// <summary>The declared verdict, which stands when the claim is reproduced.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why the verdict is not Confirmed.</summary>
    public required string Explanation { get; init; }

    /// <summary>Claims this one rests on.</summary>
    public required IReadOnlyList<string> DependsOn { get; init; }

    /// <summary>The parameters and the values of this run.</summary>
    public required IReadOnlyList<ParameterResult> Parameters { get; init; }

    /// <summary>How the claim ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The smallest margin of its evidence; null without any.</summary>
    public required double? Margin { get; init; }

    /// <summary>The smallest relative change of a prediction that its checks would notice; null without any.</summary>
    public required double? Resolution { get; init; }

    /// <summary>Checks of the claim that belong to a more expensive tier and did not run.</summary>
    public required int ChecksBeyondTier { get; init; }

    /// <summary>The checks that ran, in the order of declaration.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>“ on ” and the data sets that its checks ran on to their end; empty when they need none.</summary>
    [JsonIgnore]
    public string OnData
    {
        get
        {
            var sources = Checks
                .Where(check => check.Status != Status.Skipped && check.Data.Length > 0)
                .Select(check => check.Data)
                .Distinct()
                .Order()
                .ToList();
            return sources.Count == 0 ? "" : " on " + string.Join("; ", sources);
        }
    }
}

/// <summary>A parameter and its value in a run.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Description">What it means.</param>
/// <param name="Value">The value of this run, as text.</param>
/// <param name="Default">The default, as text.</param>
/// <param name="Range">The allowed range.</param>
public sealed record ParameterResult(string Name, string Description, string Value, string Default, string Range);

/// <summary>A check and its evidence.</summary>
/// <param name="Name">The check as a sentence.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Tier">The tier it belongs to.</param>
/// <param name="Role">What it shows about the claim.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Message">Why it is broken or skipped; empty when reproduced.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The source line.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Evidence">The numbers it left, in the order of recording.</param>
/// <param name="Data">The data sets it ran on, such as “surrogate S1”; empty when it needs none.</param>
public sealed record CheckResult(
    string Name,
    string Method,
    Tier Tier,
    Role Role,
    Status Status,
    string Message,
    string File,
    int Line,
    double Seconds,
    IReadOnlyList<Evidence> Evidence,
    string Data = ""
);
