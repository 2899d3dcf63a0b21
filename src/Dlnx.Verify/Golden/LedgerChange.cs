using Dlnx.Verify.Claims;

namespace Dlnx.Verify.Golden;

/// <summary>How a declared verdict differs from the accepted one.</summary>
public enum LedgerChangeKind
{
    /// <summary>No verdict is accepted yet.</summary>
    New,

    /// <summary>Another verdict is accepted.</summary>
    Changed,

    /// <summary>The verdict is accepted, but not for which statement: an older version of the tool wrote it.</summary>
    Unrecorded,

    /// <summary>The verdict was accepted for another statement.</summary>
    Stale,

    /// <summary>The verdict was accepted for another statement, and no check of the claim ran to confirm it.</summary>
    StaleNotRun,

    /// <summary>The claim is gone.</summary>
    Lost,
}

/// <summary>A difference between the accepted verdict of a claim and what the claim declares.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Kind">What differs.</param>
/// <param name="Accepted">The accepted verdict; null when there is none.</param>
/// <param name="Declared">The declared verdict; null when the claim is gone.</param>
/// <param name="Statement">
/// The digest to accept with the verdict; null to keep the one there is: nothing of the claim ran to confirm another.
/// </param>
public sealed record LedgerChange(
    string Claim,
    LedgerChangeKind Kind,
    Verdict? Accepted,
    Verdict? Declared,
    string? Statement
) : ReviewStep(Claim)
{
    /// <summary>Whether accepting it changes the ledger.</summary>
    public bool CanBeAccepted => Kind != LedgerChangeKind.StaleNotRun;

    /// <summary>The change as a sentence.</summary>
    public string Words =>
        Kind switch
        {
            LedgerChangeKind.New => $"The verdict {Declared} is not accepted yet.",
            LedgerChangeKind.Changed => $"The verdict changed from {Accepted} to {Declared}.",
            LedgerChangeKind.Unrecorded => $"The verdict {Accepted} was accepted without recording its statement.",
            LedgerChangeKind.Stale => $"The statement changed; the verdict {Accepted} was accepted for another one.",
            LedgerChangeKind.StaleNotRun =>
                $"The statement changed; the verdict {Accepted} stays stale, because no check of the claim ran here. "
                    + "Run it with --tier full, or where its data are.",
            _ => $"The claim is gone; its verdict {Accepted} is accepted.",
        };
}
