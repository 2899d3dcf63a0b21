using Dlnx.Verify.Claims;
using Dlnx.Verify.Sharding;

namespace Dlnx.Verify.Isolation;

/// <summary>
/// The checks that wait for a worker. A worker takes claims whole, the longest first, so that the checks of a claim find in
/// its memory what they share; when all claims are begun, it helps with the one that has the most checks left.
/// </summary>
internal sealed class CheckQueue
{
    private readonly Lock gate = new();
    private readonly List<Waiting> claims;

    public CheckQueue(
        IEnumerable<(ClaimDefinition Claim, CheckDefinition Check)> checks,
        CheckCosts costs,
        Tier tier
    ) =>
        claims = [
            .. checks
                .GroupBy(pair => pair.Claim, pair => pair.Check)
                .Select(group => new Waiting(group.Key, group))
                .OrderByDescending(waiting => costs.Of(waiting.Claim, tier))
                .ThenBy(waiting => waiting.Claim.Id, StringComparer.Ordinal),
        ];

    /// <summary>Takes the next check.</summary>
    /// <param name="own">The claim of the last check that this worker took; null for none.</param>
    /// <param name="next">The check.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(ClaimDefinition? own, out IsolatedCheck next)
    {
        lock (gate)
        {
            var from =
                claims.Find(waiting => waiting.Claim == own)
                ?? claims.Find(waiting => !waiting.IsBegun)
                ?? claims.MaxBy(waiting => waiting.Checks.Count);
            next = default;
            if (from is null)
                return false;
            from.IsBegun = true;
            next = new IsolatedCheck(from.Claim, from.Checks.Dequeue());
            if (from.Checks.Count == 0)
                claims.Remove(from);
            return true;
        }
    }

    private sealed class Waiting(ClaimDefinition claim, IEnumerable<CheckDefinition> checks)
    {
        public ClaimDefinition Claim { get; } = claim;

        public Queue<CheckDefinition> Checks { get; } = new(checks);

        public bool IsBegun { get; set; }
    }
}
