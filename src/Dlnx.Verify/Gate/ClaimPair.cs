using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Gate;

/// <summary>A claim in two runs; at least one has it.</summary>
/// <param name="Before">The claim in the earlier run, or null.</param>
/// <param name="Now">The claim in the later run, or null.</param>
internal sealed record ClaimPair(ClaimResult? Before, ClaimResult? Now)
{
    public string Id => (Now ?? Before)!.Id;

    /// <summary>Every claim of two runs, without those that the later one was not asked for.</summary>
    public static IEnumerable<ClaimPair> Of(RunResults baseline, RunResults current)
    {
        var byId = new Dictionary<string, ClaimResult>(StringComparer.Ordinal);
        foreach (var claim in current.Claims)
        {
            foreach (var id in claim.Aliases.Prepend(claim.Id))
                byId.TryAdd(id, claim);
        }
        var met = new HashSet<ClaimResult>(ReferenceEqualityComparer.Instance);
        foreach (var before in baseline.Claims)
        {
            // A claim that was renamed keeps its old id as an alias.
            var now = byId.GetValueOrDefault(before.Id);
            if (now is not null)
                met.Add(now);
            if (now is not null || Selection.Covers(current.Run.Selection, before.Aliases.Prepend(before.Id)))
                yield return new ClaimPair(before, now);
        }
        foreach (var now in current.Claims.Where(claim => !met.Contains(claim)))
            yield return new ClaimPair(Before: null, now);
    }
}
