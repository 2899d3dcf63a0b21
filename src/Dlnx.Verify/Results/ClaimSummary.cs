namespace Dlnx.Verify.Results;

/// <summary>What the checks of a claim say together.</summary>
internal static class ClaimSummary
{
    public static Status StatusOf(IReadOnlyList<CheckResult> checks) =>
        checks.Count == 0 ? Status.NotRun
        : checks.Any(check => check.Status == Status.Broken) ? Status.Broken
        : checks.All(check => check.Status == Status.Skipped) ? Status.Skipped
        : Status.Reproduced;

    // An agreement knows its resolution exactly; of other evidence only the change that was tried is known.
    public static double? ResolutionOf(IReadOnlyList<Evidence> evidence) =>
        evidence.OfType<AgreementEvidence>().Min(agreement => agreement.Resolution)
        ?? evidence
            .Where(item => item is not GoldenEvidence && item.Notices is { Kind: ChangeKind.Scaled })
            .Min(item => item.Notices?.Change);

    public static double? MarginOf(Evidence evidence) =>
        evidence switch
        {
            AgreementEvidence agreement => agreement.Margin,
            PropertyEvidence property => property.Margin,
            _ => null,
        };
}
