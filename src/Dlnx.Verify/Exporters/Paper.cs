using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>The claims of one paper.</summary>
/// <param name="Letter">What stands before the slash in its ids.</param>
/// <param name="Claims">Its claims, in the order of the register.</param>
/// <param name="Planned">Its catalogue entries without a spec.</param>
public sealed record Paper(string Letter, IReadOnlyList<ClaimResult> Claims, IReadOnlyList<PlannedClaim> Planned)
{
    /// <summary>What stands before the slash of an id.</summary>
    public static string LetterOf(string id) => id.Split('/')[0];
}

/// <summary>How many claims have a verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Count">How many claims have it.</param>
public sealed record VerdictCount(Verdict Verdict, int Count)
{
    /// <summary>The counts of all verdicts that occur.</summary>
    public static IEnumerable<VerdictCount> Of(IEnumerable<ClaimResult> claims) =>
        claims
            .CountBy(claim => claim.Verdict)
            .OrderBy(pair => pair.Key)
            .Select(pair => new VerdictCount(pair.Key, pair.Value));
}
