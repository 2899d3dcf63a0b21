namespace Dlnx.Verify.Gate;

/// <summary>What is worse in a run than in the one before, the most severe first.</summary>
public enum RegressionKind
{
    /// <summary>A claim is gone.</summary>
    ClaimLost,

    /// <summary>A claim declares another verdict.</summary>
    VerdictChanged,

    /// <summary>A check is broken that was not.</summary>
    CheckBroken,

    /// <summary>Something is wrong with the set of claims that was not: a stale verdict, a golden file without a claim.</summary>
    Finding,

    /// <summary>A check that was reproduced is gone, or no longer runs.</summary>
    CheckLost,

    /// <summary>A check comes much nearer to its tolerance.</summary>
    MarginShrank,

    /// <summary>A check takes much longer.</summary>
    TimeGrew,
}

/// <summary>Something that is worse in a run than in the one before.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Claim">The claim concerned.</param>
/// <param name="Check">The check as a sentence; empty when the claim as a whole is concerned.</param>
/// <param name="Before">The state in the baseline.</param>
/// <param name="Now">The state now.</param>
public sealed record Regression(RegressionKind Kind, string Claim, string Check, string Before, string Now)
{
    /// <summary>The check's source file; empty when there is none to show.</summary>
    public string File { get; init; } = "";

    /// <summary>The check's source line.</summary>
    public int Line { get; init; }

    /// <summary>By how much it is worse, to sort by among those of one kind.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>The kind in words.</summary>
    public string Words =>
        Kind switch
        {
            RegressionKind.ClaimLost => "claim lost",
            RegressionKind.VerdictChanged => "verdict changed",
            RegressionKind.CheckBroken => "check broken",
            RegressionKind.Finding => "finding",
            RegressionKind.CheckLost => "check lost",
            RegressionKind.MarginShrank => "margin shrank",
            _ => "time grew",
        };
}
