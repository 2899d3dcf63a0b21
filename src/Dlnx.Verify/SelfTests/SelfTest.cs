using Dlnx.Verify.Results;

namespace Dlnx.Verify.SelfTests;

/// <summary>
/// The negative control of a run: every check that is reproduced, with what it would notice if its theory were wrong. A
/// check that would notice nothing proves nothing.
/// </summary>
/// <param name="Checks">The checks that were reproduced, in the order of the run.</param>
public sealed record SelfTest(IReadOnlyList<CheckControl> Checks)
{
    /// <summary>Checks that notice only larger relative changes than this are listed as coarse.</summary>
    public const double CoarseResolution = 0.1;

    /// <summary>Checks that hold against every wrong theory that was tried.</summary>
    public IReadOnlyList<CheckControl> Blind => [.. Checks.Where(check => !check.NoticesSomething)];

    /// <summary>Checks with a resolution worse than <see cref="CoarseResolution"/>, the worst first.</summary>
    public IReadOnlyList<CheckControl> Coarse =>
        [.. Checks.Where(check => check.Resolution > CoarseResolution).OrderByDescending(check => check.Resolution)];

    /// <summary>Checks that notice wrong statements, shifts or changed accepted numbers, but no scaled prediction.</summary>
    public IReadOnlyList<CheckControl> WithoutScale =>
        [.. Checks.Where(check => check.NoticesSomething && check.Resolution is null)];

    /// <summary>The resolution of every claim that has one: the smallest of its checks, ascending.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Claims =>
        [
            .. Checks
                .GroupBy(check => check.Claim, StringComparer.Ordinal)
                .Select(claim => KeyValuePair.Create(claim.Key, claim.Min(check => check.Resolution)))
                .Where(claim => claim.Value is not null)
                .Select(claim => KeyValuePair.Create(claim.Key, claim.Value!.Value))
                .OrderBy(claim => claim.Value),
        ];

    /// <summary>The lower median of the claims' resolutions; null when no claim has one.</summary>
    public double? Median => Claims is { Count: > 0 } claims ? claims[(claims.Count - 1) / 2].Value : null;

    /// <summary>Tests the checks of a run.</summary>
    /// <exception cref="ProblemException">The results were written before evidence was held against wrong predictions.</exception>
    public static SelfTest Of(RunResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        List<CheckControl> checks =
        [
            .. from claim in results.Claims
            from check in claim.Checks
            where check.Status == Status.Reproduced
            select new CheckControl(claim.Id, check),
        ];
        if (checks.SelectMany(check => check.Check.Evidence).Any(IsUntried))
        {
            throw new ProblemException(
                "The results do not say what their checks would notice: an older version wrote them. Run again.",
                ExitCode.Environment
            );
        }
        return new SelfTest(checks);
    }

    // So close an agreement excludes twice or half the prediction, if that was tried.
    private static bool IsUntried(Evidence evidence) =>
        evidence is AgreementEvidence { Holds: true, Deviation: < 0.1, Resolution: < 0.1, Notices: null };
}
