using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>Compares the numbers of a run with the accepted ones, and accepts them.</summary>
/// <param name="store">The accepted numbers.</param>
/// <param name="results">A run with default parameters and all tiers of the claims concerned.</param>
public sealed class GoldenReview(GoldenStore store, RunResults results)
{
    /// <summary>Everything that differs, claim by claim.</summary>
    public IReadOnlyList<GoldenChange> Changes() => [.. results.Claims.SelectMany(ChangesOf)];

    /// <summary>The verdicts that differ from the accepted ones, as texts before and after.</summary>
    public TextChange VerdictChange()
    {
        var before = store.Verdicts();
        return new TextChange(
            Path.Combine(store.Folder, VerdictLedger.FileName),
            before.Text(),
            Updated(before).Text()
        );
    }

    /// <summary>The golden files that accepting would write, as texts before and after.</summary>
    /// <param name="provenance">Where the new numbers come from.</param>
    public IReadOnlyList<TextChange> FileChanges(GoldenProvenance provenance) =>
        [.. results.Claims.Where(claim => ChangesOf(claim).Any()).Select(claim => FileChange(claim, provenance))];

    /// <summary>Writes every file that differs and returns what was written.</summary>
    /// <param name="provenance">Where the new numbers come from.</param>
    /// <exception cref="ProblemException">A check threw, so its numbers are unknown; or a file cannot be written.</exception>
    public IReadOnlyList<TextChange> Accept(GoldenProvenance provenance)
    {
        foreach (var claim in results.Claims)
            RequireComplete(claim);
        List<TextChange> changes = [.. FileChanges(provenance), VerdictChange()];
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
            else if (!Agree(number, known, known.Tolerance) || !Agree(number, known, number.Tolerance))
                yield return Change(number, GoldenChangeKind.Changed, known.Value);
            else if (known.Tolerance != number.Tolerance)
                yield return Change(number, GoldenChangeKind.ToleranceChanged, known.Value);
        }
        // A claim that did not run in full says nothing about numbers that are missing from it.
        if (
            claim.ChecksBeyondTier > 0
            || claim.Checks.Any(check => check.Status != Status.Reproduced && !IsGoldenOnly(check))
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

    private TextChange FileChange(ClaimResult claim, GoldenProvenance provenance)
    {
        var known = store.Find(claim.Id);
        var numbers = new SortedDictionary<string, GoldenNumber>(StringComparer.Ordinal);
        foreach (var (name, number) in known?.Numbers ?? new Dictionary<string, GoldenNumber>(StringComparer.Ordinal))
            numbers[name] = number;
        foreach (var change in ChangesOf(claim))
        {
            if (change.Kind == GoldenChangeKind.Orphaned)
                numbers.Remove(change.Name);
            else if (change.Kind == GoldenChangeKind.ToleranceChanged)
                numbers[change.Name] = numbers[change.Name] with { Tolerance = change.Tolerance };
            else
                numbers[change.Name] = new GoldenNumber(change.Measured!.Value, change.Tolerance, Source: "");
        }
        var before = known is null ? "" : GoldenFileWriter.Text(known);
        var after = numbers.Count == 0 ? "" : GoldenFileWriter.Text(new GoldenFile(claim.Id, provenance, numbers));
        return new TextChange(store.PathOf(claim.Id), before, after);
    }

    private VerdictLedger Updated(VerdictLedger before)
    {
        var verdicts = new SortedDictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var (claim, verdict) in before.Verdicts)
            verdicts[claim] = verdict;
        // Only a run of everything knows that a claim is gone.
        if (results.Run.Selection.Count == 0)
        {
            foreach (
                var lost in before.Verdicts.Keys.Except(
                    results.Claims.Select(claim => claim.Id),
                    StringComparer.Ordinal
                )
            )
                verdicts.Remove(lost);
        }
        foreach (var claim in results.Claims)
            verdicts[claim.Id] = claim.Verdict;
        return new VerdictLedger(verdicts);
    }

    private static void RequireComplete(ClaimResult claim)
    {
        foreach (var check in claim.Checks.Where(check => check.Status == Status.Broken && !IsGoldenOnly(check)))
        {
            throw new ProblemException(
                $"{claim.Id} is broken for another reason than its golden numbers: “{check.Name}”: {check.Message} "
                    + "Nothing was changed. Repair the claim first.",
                ExitCode.Broken
            );
        }
    }

    // A check that ended early has recorded some of its numbers only; then its message says more than its evidence.
    private static bool IsGoldenOnly(CheckResult check) =>
        check.Evidence.Any(evidence => evidence is GoldenEvidence { Holds: false })
        && check.Evidence.All(evidence => evidence.Holds || evidence is GoldenEvidence)
        && string.Equals(check.Message, EvidenceText.Failures(check.Evidence).Trim(), StringComparison.Ordinal);

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
