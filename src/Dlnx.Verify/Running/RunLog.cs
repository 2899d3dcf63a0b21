using System.Collections.Concurrent;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Running;

/// <summary>What the checks of a run showed so far; safe to use from several threads.</summary>
/// <param name="chosen">The checks of the run.</param>
/// <param name="observer">Sees every check that ends.</param>
/// <param name="broken">Called after a check that ended as broken.</param>
internal sealed class RunLog(
    IReadOnlyDictionary<(Type Type, string Method), (ClaimDefinition Claim, CheckDefinition Check)> chosen,
    IRunObserver observer,
    Action broken
)
{
    private readonly ConcurrentDictionary<(Type Type, string Method), CheckResult> results = new();
    private readonly Dictionary<(string Claim, string Method), (Type Type, string Method)> names = chosen.ToDictionary(
        entry => (entry.Value.Claim.Id, entry.Key.Method),
        entry => entry.Key
    );

    public CheckResult? Find(Type type, string method) => results.GetValueOrDefault((type, method));

    /// <summary>The declaration of a check; null when it is not one of the run.</summary>
    public CheckDefinition? Definition((Type Type, string Method) key) => chosen.GetValueOrDefault(key).Check;

    /// <summary>Takes over a check that ended before the run was interrupted.</summary>
    /// <exception cref="ProblemException">The record is of no check of this run.</exception>
    public (Type Type, string Method) Restore(JournalRecord record, IRunObserver watching)
    {
        if (!names.TryGetValue((record.Claim, record.Check.Method), out var key))
        {
            throw new ProblemException(
                $"The journal has the check “{record.Check.Name}” of {record.Claim}, which this run does not have. "
                    + "Run again without --resume.",
                ExitCode.Environment
            );
        }

        if (results.TryAdd(key, record.Check))
            watching.Finished(chosen[key].Claim, record.Check);
        return key;
    }

    /// <summary>Takes a check that ended; the first end of a check counts.</summary>
    public void Add((Type Type, string Method) key, CheckResult check)
    {
        if (results.TryAdd(key, check))
            observer.Finished(chosen[key].Claim, check);
        if (check.Status == Status.Broken)
            broken();
    }
}
