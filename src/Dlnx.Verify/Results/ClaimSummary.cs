namespace Dlnx.Verify.Results;

/// <summary>What the checks of a claim say together.</summary>
internal static class ClaimSummary
{
    public static Status StatusOf(IReadOnlyList<CheckResult> checks) => Together(checks.Select(check => check.Status));

    // What did not run says nothing; one broken check breaks the whole.
    public static Status Together(IEnumerable<Status> statuses)
    {
        var ran = statuses.Where(status => status != Status.NotRun).ToHashSet();
        return ran.Count == 0 ? Status.NotRun
            : ran.Contains(Status.Broken) ? Status.Broken
            : ran.Contains(Status.Reproduced) ? Status.Reproduced
            : Status.Skipped;
    }

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
