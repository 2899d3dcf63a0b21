using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>One difference that a person accepts or not.</summary>
/// <param name="Claim">The claim concerned.</param>
public abstract record ReviewStep(string Claim);

/// <summary>What a golden number's change is.</summary>
public enum GoldenChangeKind
{
    /// <summary>The number has no accepted value yet.</summary>
    New,

    /// <summary>The number left its tolerance, the accepted one or that of the check.</summary>
    Changed,

    /// <summary>The number's tolerance is no longer the accepted one; the number is within both.</summary>
    ToleranceChanged,

    /// <summary>The accepted number has no check any more.</summary>
    Orphaned,

    /// <summary>The accepted number has no claim any more.</summary>
    WithoutClaim,
}

/// <summary>A difference between the accepted numbers of a claim and those of a run.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Name">The number's name.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Accepted">The accepted number; null for a new one.</param>
/// <param name="Measured">The number of the run; null for an orphan.</param>
/// <param name="Tolerance">The tolerance in force.</param>
public sealed record GoldenChange(
    string Claim,
    string Name,
    GoldenChangeKind Kind,
    double? Accepted,
    double? Measured,
    Tolerance Tolerance
) : ReviewStep(Claim)
{
    /// <summary>The deviation on the tolerance's scale; null when there is nothing to compare.</summary>
    public double? Deviation =>
        Accepted is { } accepted && Measured is { } measured ? Tolerance.Deviation(measured, accepted) : null;

    /// <summary>The change in words.</summary>
    public string Words =>
        Kind switch
        {
            GoldenChangeKind.New => "new",
            GoldenChangeKind.Changed => "changed",
            GoldenChangeKind.ToleranceChanged => "tolerance changed",
            GoldenChangeKind.Orphaned => "no check records it",
            _ => "its claim is gone",
        };
}
