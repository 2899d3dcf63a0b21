namespace Dlnx.Verify.Results;

/// <summary>What the checks of a claim say together.</summary>
internal static class ClaimSummary
{
    public static Status StatusOf(IReadOnlyList<CheckResult> checks) =>
        checks.Count == 0 ? Status.NotRun
        : checks.Any(check => check.Status == Status.Broken) ? Status.Broken
        : checks.All(check => check.Status == Status.Skipped) ? Status.Skipped
        : Status.Reproduced;

    public static double? MarginOf(Evidence evidence) =>
        evidence switch
        {
            AgreementEvidence agreement => agreement.Margin,
            PropertyEvidence property => property.Margin,
            _ => null,
        };
}
