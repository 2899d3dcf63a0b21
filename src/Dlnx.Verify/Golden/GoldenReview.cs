using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>Compares the numbers of a run with the accepted ones, and accepts them.</summary>
/// <param name="store">The accepted numbers.</param>
/// <param name="results">A run with default parameters and all tiers of the claims concerned.</param>
public sealed class GoldenReview(GoldenStore store, RunResults results)
{
    /// <summary>The numbers that differ, claim by claim; those whose claim is gone last.</summary>
    public IReadOnlyList<GoldenChange> Changes() =>
        [.. results.Claims.SelectMany(ChangesOf), .. ClaimsWithoutSpec().SelectMany(WithoutClaim)];

    /// <summary>The verdicts that differ.</summary>
    public IReadOnlyList<LedgerChange> LedgerChanges() => [.. LedgerComparison.Changes(store.Verdicts(), results)];

    /// <summary>Everything that differs and can be accepted, one by one: the numbers, then the verdicts.</summary>
    public IReadOnlyList<ReviewStep> Steps() =>
        [.. Changes(), .. LedgerChanges().Where(change => change.CanBeAccepted)];

    /// <summary>Why nothing of a claim can be accepted; empty when nothing stands against it.</summary>
    public string Obstacle(string claim) =>
        results
            .Claims.Where(result => string.Equals(result.Id, claim, StringComparison.Ordinal))
            .SelectMany(result => result.Checks)
            .Where(check => check.Status == Status.Broken && !IsGoldenOnly(claim, check))
            .Select(check =>
                $"{claim} is broken for another reason than its golden numbers: “{check.Name}”: {check.Message}"
            )
            .FirstOrDefault("");

    /// <summary>Writes every file that differs and returns what was written.</summary>
    /// <param name="provenance">Where the new numbers come from.</param>
    /// <exception cref="ProblemException">A check threw, so its numbers are unknown; or a file cannot be written.</exception>
    public IReadOnlyList<TextChange> Accept(GoldenProvenance provenance)
    {
        RequireNoObstacle(results.Claims.Select(claim => claim.Id));
        return Accept(provenance, Steps());
    }

    /// <summary>Accepts some of the differences, leaves the others as they are, and returns what was written.</summary>
    /// <param name="provenance">Where the new numbers come from.</param>
    /// <param name="chosen">Some of <see cref="Steps"/>.</param>
    /// <exception cref="ProblemException">A check of a claim concerned threw, or a file cannot be written.</exception>
    public IReadOnlyList<TextChange> Accept(GoldenProvenance provenance, IReadOnlyCollection<ReviewStep> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        RequireNoObstacle(chosen.Select(step => step.Claim).Distinct(StringComparer.Ordinal));
        List<TextChange> changes =
        [
            .. chosen
                .OfType<GoldenChange>()
                .GroupBy(change => change.Claim, StringComparer.Ordinal)
                .Select(claim => FileChange(claim.Key, claim, provenance)),
            VerdictChange(chosen.OfType<LedgerChange>()),
        ];
        changes.RemoveAll(change => string.Equals(change.Before, change.After, StringComparison.Ordinal));
        foreach (var change in changes)
        {
            if (change.After.Length == 0)
                File.Delete(change.Path);
            else
                AtomicFile.Write(change.Path, change.After);
        }
        return changes;
    }

    private IEnumerable<GoldenChange> ChangesOf(ClaimResult claim)
    {
        var accepted = store.Find(claim.Id)?.Numbers ?? new Dictionary<string, GoldenNumber>(StringComparer.Ordinal);
        var measured = Numbers(claim);
        foreach (var number in measured.Values)
        {
            if (!accepted.TryGetValue(number.Name, out var known))
                yield return Change(number, GoldenChangeKind.New, accepted: null);
            else if (!Agree(number, known, known.Tolerance))
                yield return Change(number, GoldenChangeKind.Changed, known.Value);
            else if (store.IsOfOtherEngine)
                continue;
            else if (!Agree(number, known, number.Tolerance))
                yield return Change(number, GoldenChangeKind.Changed, known.Value);
            else if (known.Tolerance != number.Tolerance)
                yield return Change(number, GoldenChangeKind.ToleranceChanged, known.Value);
        }
        // A claim that did not run in full says nothing about numbers that are missing from it.
        if (
            claim.ChecksBeyondTier > 0
            || claim.Checks.Any(check => check.Status != Status.Reproduced && !IsGoldenOnly(claim.Id, check))
        )
            yield break;
        foreach (var (name, orphan) in accepted.Where(pair => !measured.ContainsKey(pair.Key)))
            yield return new GoldenChange(
                claim.Id,
                name,
                GoldenChangeKind.Orphaned,
                orphan.Value,
                Measured: null,
                orphan.Tolerance
            );

        GoldenChange Change(GoldenEvidence number, GoldenChangeKind kind, double? accepted) =>
            new(claim.Id, number.Name, kind, accepted, number.Measured, number.Tolerance);
    }

    private static bool Agree(GoldenEvidence number, GoldenNumber known, Tolerance tolerance) =>
        tolerance.Allows(tolerance.Deviation(number.Measured, known.Value));

    // A run knows of what it was asked for that it is gone, and of nothing else.
    private IEnumerable<string> ClaimsWithoutSpec() =>
        store
            .Claims()
            .Except(results.Claims.Select(claim => claim.Id), StringComparer.Ordinal)
            .Where(id => Selection.Covers(results.Run.Selection, [id]));

    private IEnumerable<GoldenChange> WithoutClaim(string claim) =>
        store
            .Find(claim)!
            .Numbers.Select(pair => new GoldenChange(
                claim,
                pair.Key,
                GoldenChangeKind.WithoutClaim,
                pair.Value.Value,
                Measured: null,
                pair.Value.Tolerance
            ));

    private TextChange FileChange(string claim, IEnumerable<GoldenChange> changes, GoldenProvenance provenance)
    {
        var known = store.Find(claim);
        var numbers = new SortedDictionary<string, GoldenNumber>(StringComparer.Ordinal);
        foreach (var (name, number) in known?.Numbers ?? new Dictionary<string, GoldenNumber>(StringComparer.Ordinal))
            numbers[name] = number;
        foreach (var change in changes)
        {
            if (change.Kind is GoldenChangeKind.Orphaned or GoldenChangeKind.WithoutClaim)
                numbers.Remove(change.Name);
            else if (change.Kind == GoldenChangeKind.ToleranceChanged)
                numbers[change.Name] = numbers[change.Name] with { Tolerance = change.Tolerance };
            else
                numbers[change.Name] = new GoldenNumber(change.Measured!.Value, ToleranceOf(change, known), Source: "");
        }
        var before = known is null ? "" : GoldenFileWriter.Text(known);
        var after = numbers.Count == 0 ? "" : GoldenFileWriter.Text(new GoldenFile(claim, provenance, numbers));
        return new TextChange(store.PathOf(claim), before, after);
    }

    // The tolerance of another engine's number is a person's choice, made in its file; it outlives the number.
    private Tolerance ToleranceOf(GoldenChange change, GoldenFile? known) =>
        store.IsOfOtherEngine && known?.Numbers.GetValueOrDefault(change.Name) is { } number
            ? number.Tolerance
            : change.Tolerance;

    private TextChange VerdictChange(IEnumerable<LedgerChange> changes)
    {
        var path = Path.Combine(store.Folder, VerdictLedger.FileName);
        var before = store.Verdicts();
        var accepted = changes.ToList();
        // A ledger in which nothing changes keeps its text, and with it the version that wrote it.
        var after = accepted.Count == 0 ? before : LedgerComparison.Apply(before, accepted);
        return new TextChange(path, before.Text(), after.Text());
    }

    private void RequireNoObstacle(IEnumerable<string> claims)
    {
        foreach (var obstacle in claims.Select(Obstacle).Where(obstacle => obstacle.Length > 0))
            throw new ProblemException($"{obstacle} Nothing was changed. Repair the claim first.", ExitCode.Broken);
    }

    // A check that ended early has recorded some of its numbers only; then its message says more than its evidence.
    private bool IsGoldenOnly(string claim, CheckResult check) =>
        check.Evidence.Any(evidence => evidence is GoldenEvidence { Holds: false })
        && check.Evidence.All(evidence => evidence.Holds || evidence is GoldenEvidence)
        && string.Equals(
            check.Message,
            $"{EvidenceText.Failures(check.Evidence)}\n{GoldenRemedy.Of(store, claim, check.Tier)}",
            StringComparison.Ordinal
        );

    private static Dictionary<string, GoldenEvidence> Numbers(ClaimResult claim)
    {
        var numbers = new Dictionary<string, GoldenEvidence>(StringComparer.Ordinal);
        foreach (var number in claim.Checks.SelectMany(check => check.Evidence).OfType<GoldenEvidence>())
        {
            if (!numbers.TryAdd(number.Name, number))
            {
                var problem = $"{claim.Id} records two golden numbers named “{number.Name}”; give each its own name.";
                throw new ProblemException(problem, ExitCode.Broken);
            }
        }
        return numbers;
    }
}

/// <summary>A file's text before and after a change; empty where the file does not exist.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">Its text before.</param>
/// <param name="After">Its text after.</param>
public sealed record TextChange(string Path, string Before, string After);
