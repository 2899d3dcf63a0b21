using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>Compares the verdicts of a run with the accepted ones.</summary>
internal static class LedgerComparison
{
    /// <summary>What differs, claim by claim, lost ones last.</summary>
    public static IEnumerable<LedgerChange> Changes(VerdictLedger ledger, RunResults results)
    {
        foreach (var claim in results.Claims)
        {
            if (ChangeOf(ledger, claim) is { } change)
                yield return change;
        }
        // A run knows of what it was asked for that it is gone, and of nothing else.
        foreach (
            var lost in ledger
                .Verdicts.Keys.Except(results.Claims.Select(claim => claim.Id), StringComparer.Ordinal)
                .Where(id => Selection.Covers(results.Run.Selection, [id]))
        )
            yield return new LedgerChange(
                lost,
                LedgerChangeKind.Lost,
                ledger.Verdicts[lost],
                Declared: null,
                Statement: null
            );
    }

    /// <summary>The ledger with changes accepted.</summary>
    public static VerdictLedger Apply(VerdictLedger ledger, IEnumerable<LedgerChange> changes)
    {
        var verdicts = new SortedDictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var (claim, verdict) in ledger.Verdicts)
            verdicts[claim] = verdict;
        var statements = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (claim, statement) in ledger.Statements)
            statements[claim] = statement;
        foreach (var change in changes)
        {
            if (change.Declared is { } declared)
                verdicts[change.Claim] = declared;
            else
                verdicts.Remove(change.Claim);
            if (change.Declared is null)
                statements.Remove(change.Claim);
            else if (change.Statement is { } statement)
                statements[change.Claim] = statement;
        }
        return new VerdictLedger(verdicts) { Statements = statements };
    }

    private static LedgerChange? ChangeOf(VerdictLedger ledger, ClaimResult claim)
    {
        var digest = StatementDigest.Of(claim.Statement, claim.Corrected);
        var recorded = ledger.Statements.ContainsKey(claim.Id);
        var confirmed = HasRun(claim) || !recorded ? digest : null;
        if (!ledger.Verdicts.TryGetValue(claim.Id, out var accepted))
            return new LedgerChange(claim.Id, LedgerChangeKind.New, Accepted: null, claim.Verdict, confirmed);
        if (accepted != claim.Verdict)
            return Change(LedgerChangeKind.Changed);
        if (ledger.IsStale(claim.Id, digest))
            return Change(confirmed is null ? LedgerChangeKind.StaleNotRun : LedgerChangeKind.Stale);
        return recorded ? null : Change(LedgerChangeKind.Unrecorded);

        LedgerChange Change(LedgerChangeKind kind) => new(claim.Id, kind, accepted, claim.Verdict, confirmed);
    }

    // A claim without checks has nothing to run. What is broken here is so by its golden numbers only.
    private static bool HasRun(ClaimResult claim) =>
        claim.Verdict == Verdict.Unchecked
        || claim.Checks.Any(check => check.Status is Status.Reproduced or Status.Broken);
}
