using System.Diagnostics;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Isolation;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Results;
using Dlnx.Verify.Sharding;

namespace Dlnx.Verify.Running;

/// <summary>Runs the checks of claims, in this process or in processes of their own, and reports what they showed.</summary>
/// <param name="catalog">The claims.</param>
/// <param name="golden">The accepted numbers and verdicts.</param>
public sealed class SpecRunner(ClaimCatalog catalog, GoldenStore golden)
{
    /// <summary>Refuses what cannot be run, before anything is written.</summary>
    /// <param name="options">What to run.</param>
    /// <exception cref="ProblemException">The selection, a parameter or a golden file is not usable.</exception>
    public void Validate(RunOptions options) => _ = Chosen(options);

    /// <summary>Runs the chosen checks.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="observer">Sees the run while it goes on.</param>
    /// <param name="cancellation">Ends the run early; what is done by then is in the results.</param>
    /// <param name="journal">Where ended checks are recorded and which are not run again; null for none.</param>
    /// <exception cref="ProblemException">
    /// The selection, a parameter or a golden file is not usable, or the journal cannot be written any more.
    /// </exception>
    public RunResults Run(
        RunOptions options,
        IRunObserver observer,
        CancellationToken cancellation,
        RunJournal? journal = null
    )
    {
        var startedAt = journal?.Header.StartedAt ?? DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        var whole = Chosen(options);
        var claims = PartOf(whole, options);
        var findings = new AcceptanceFindings(catalog, golden);

        var chosen = claims
            .SelectMany(claim => claim.Checks.Select(check => (claim, check)))
            .Where(pair => pair.check.Declaration.Tier <= options.Tier)
            .ToDictionary(pair => (pair.claim.Type, pair.check.Method), pair => (pair.claim, pair.check));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        observer.Started(chosen.Count);
        var recorder = new Recorder(observer, journal, stop);
        var log = new RunLog(chosen, recorder, broken: options.FailFast ? stop.Cancel : () => { });
        var remaining = chosen.Keys.ToHashSet();
        remaining.ExceptWith((journal?.Completed ?? []).Select(record => log.Restore(record, observer)));
        if (options.Isolation is null)
            RunHere(remaining, RunContext.Of(options, golden, observer, stop.Token), log, options.Workers);
        else
            new IsolatedRun(options, log, observer).Run([.. remaining.Select(key => chosen[key])], stop.Token);
        if (journal?.Failure is { } failure)
            throw failure;

        var elapsed = journal is null ? clock.Elapsed : TimeSpan.FromSeconds(journal.Elapsed);
        var builder = new ResultsBuilder(catalog, findings, options);
        return builder.Build(whole, claims, log, startedAt, elapsed, cancellation.IsCancellationRequested);
    }

    private static IReadOnlyList<ClaimDefinition> PartOf(IReadOnlyList<ClaimDefinition> claims, RunOptions options)
    {
        if (options.Shard is not { } shard)
            return claims;
        var plan = new ShardPlan(claims, shard.Count, claim => options.Costs.Of(claim, options.Tier));
        var own = plan.Claims(shard).ToHashSet();
        return [.. claims.Where(own.Contains)];
    }

    private IReadOnlyList<ClaimDefinition> Chosen(RunOptions options)
    {
        var claims = catalog.Select(options.Selection);
        var reading = Task.Run(() => ReadGolden(claims));
        ClaimCatalog.Validate(claims, options.Settings);
        reading.GetAwaiter().GetResult();
        return claims;
    }

    private void ReadGolden(IReadOnlyList<ClaimDefinition> claims)
    {
        foreach (var claim in claims)
            _ = golden.Find(claim.Id);
    }

    private static void RunHere(HashSet<(Type Type, string Method)> checks, RunContext context, RunLog log, int workers)
    {
        foreach (var types in checks.Select(check => check.Type).Distinct().GroupBy(type => type.Assembly))
        {
            var tests = new SpecTests(types.Key, context, workers, [.. types]);
            tests.Run(checks, log);
        }
    }

    // A run whose results are not recorded any more stops: going on would lose what it finds.
    private sealed class Recorder(IRunObserver observer, RunJournal? journal, CancellationTokenSource stop)
        : IRunObserver
    {
        public void Finished(ClaimDefinition claim, CheckResult check)
        {
            // What is skipped today may run when the run is continued: its data may be there by then.
            if (check.Status != Status.Skipped && journal?.TryAppend(claim.Id, check) == false)
                stop.Cancel();
            observer.Finished(claim, check);
        }
    }
}
