using Dlnx.Verify.Results;

namespace Dlnx.Verify.SelfTests;

/// <summary>What a check would notice if its theory were wrong.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Check">A check that is reproduced.</param>
public sealed record CheckControl(string Claim, CheckResult Check)
{
    /// <summary>
    /// The smallest factor's distance from 1 by which a prediction can be wrong and be noticed; null when no scaled
    /// prediction is. Accepted numbers do not count: they come from the same run, not from the theory.
    /// </summary>
    public double? Resolution => Sharpest?.Notices!.Change;

    /// <summary>The evidence that has this resolution; null when none has one.</summary>
    public Evidence? Sharpest =>
        Check
            .Evidence.Where(item => item is not GoldenEvidence && item.Notices is { Kind: ChangeKind.Scaled })
            .MinBy(item => item.Notices!.Change);

    /// <summary>The smallest shift of a prediction of 0, or of a deviation, that is noticed; null when there is none.</summary>
    public double? Shift => Smallest(item => item is not GoldenEvidence, ChangeKind.Shifted);

    /// <summary>The smallest relative change of an accepted number that is noticed; null when there is none.</summary>
    public double? GoldenResolution => Smallest(item => item is GoldenEvidence, ChangeKind.Scaled);

    /// <summary>How many wrong statements are excluded: declared rivals, and the opposite of every trend.</summary>
    public int Excluded => Check.Evidence.Sum(ExcludedBy);

    /// <summary>Whether any wrong theory is noticed.</summary>
    public bool NoticesSomething => Excluded > 0 || Check.Evidence.Any(item => item.Notices is not null);

    private double? Smallest(Func<Evidence, bool> counts, ChangeKind kind) =>
        Check.Evidence.Where(item => counts(item) && item.Notices?.Kind == kind).Min(item => item.Notices?.Change);

    private static int ExcludedBy(Evidence evidence) =>
        evidence switch
        {
            AgreementEvidence agreement => agreement.Rivals.Count(rival => rival.Rejected),
            FactEvidence fact => fact.Rivals.Count(rival => rival.Rejected),
            PropertyEvidence property => property.Rivals.Count(rival => rival.Rejected),
            TrendEvidence trend => trend.Rivals.Count(rival => rival.Rejected) + (ExcludesOpposite(trend) ? 1 : 0),
            _ => 0,
        };

    private static bool ExcludesOpposite(TrendEvidence trend) =>
        trend.Margins.Count(margin => margin < 0) < trend.Required;
}
