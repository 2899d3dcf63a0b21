using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>What is wrong between the claims and what was accepted of them; each finding names place and remedy.</summary>
/// <param name="catalog">The claims.</param>
/// <param name="golden">The accepted numbers and verdicts.</param>
/// <exception cref="ProblemException">The accepted verdicts are unreadable.</exception>
public sealed class AcceptanceFindings(ClaimCatalog catalog, GoldenStore golden)
{
    private const string Accept = "dotnet dlnx-verify golden accept";

    private readonly VerdictLedger ledger = golden.Verdicts();

    /// <summary>Verdicts that changed, and those that were accepted for another statement.</summary>
    public IEnumerable<Finding> OfVerdicts(IEnumerable<ClaimDefinition> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        foreach (var claim in claims)
        {
            var declaration = claim.Declaration;
            if (!ledger.Verdicts.TryGetValue(claim.Id, out var accepted))
                continue;
            if (accepted != declaration.Verdict)
            {
                var change = $"The verdict changed from {accepted} to {declaration.Verdict}.";
                yield return new Finding(claim.Id, $"{change} Accept it with: {Accept} {claim.Id}");
            }
            else if (ledger.IsStale(claim.Id, StatementDigest.Of(declaration.Statement, declaration.Corrected)))
            {
                var stale = $"The statement changed, so the verdict {accepted}, accepted for another one, is stale.";
                yield return new Finding(
                    claim.Id,
                    $"{stale} Run and accept it with: {Accept} {claim.Id}{TierOf(claim)}"
                );
            }
        }
    }

    /// <summary>Claims without an accepted verdict, or without the statement it was accepted for.</summary>
    public IEnumerable<Finding> OfMissing(IEnumerable<ClaimDefinition> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var path = Path.Combine(golden.Folder, VerdictLedger.FileName);
        foreach (var claim in claims)
        {
            if (!ledger.Verdicts.ContainsKey(claim.Id))
                yield return new Finding(claim.Id, $"{path} has no verdict. Accept it with: {Accept} {claim.Id}");
            else if (!ledger.Statements.ContainsKey(claim.Id))
            {
                var missing = $"{path} does not say for which statement the verdict was accepted.";
                yield return new Finding(claim.Id, $"{missing} Accept it with: {Accept} {claim.Id}");
            }
        }
    }

    /// <summary>Accepted numbers that no check of a claim records; none when not every check of it was reproduced.</summary>
    public IEnumerable<Finding> OfNumbers(ClaimResult claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var reproduced = claim.Checks.Count(check => check.Status == Status.Reproduced);
        if (reproduced < catalog.Find(claim.Id)!.Checks.Count)
            yield break;
        var recorded = claim
            .Checks.SelectMany(check => check.Evidence)
            .OfType<GoldenEvidence>()
            .Select(number => number.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in golden.Find(claim.Id)?.Numbers.Keys.Where(name => !recorded.Contains(name)) ?? [])
        {
            var orphan = $"{golden.PathOf(claim.Id)} has the accepted number “{name}”, which no check records.";
            var remedy = $"Restore its check, or remove the number with: {Accept} {claim.Id} --tier full";
            yield return new Finding(claim.Id, $"{orphan} {remedy}");
        }
    }

    /// <summary>Accepted verdicts and golden files whose claim is gone.</summary>
    /// <param name="selection">The ids and globs that were asked for; empty for all.</param>
    public IEnumerable<Finding> OfLostClaims(IReadOnlyCollection<string> selection)
    {
        const string remedy = $"Load its assembly with --specs, or accept the loss with: {Accept}";
        foreach (var lost in ledger.Verdicts.Keys.Where(id => Selection.Covers(selection, [id])))
        {
            if (catalog.Find(lost) is null)
                yield return new Finding(lost, $"The claim has an accepted verdict but no spec. {remedy}");
        }
        var known = catalog.Claims.Select(claim => claim.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var lost in golden.Claims().Where(id => !known.Contains(id) && Selection.Covers(selection, [id])))
            yield return new Finding(lost, $"{golden.PathOf(lost)} is a golden file without a claim. {remedy}");
    }

    // By default the full tier does not run, so that a claim with nothing else would not run at all.
    private static string TierOf(ClaimDefinition claim) =>
        claim.Checks.Count > 0 && claim.Checks.All(check => check.Declaration.Tier == Tier.Full) ? " --tier full" : "";
}
