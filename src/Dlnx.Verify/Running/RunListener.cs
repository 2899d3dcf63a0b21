using System.Collections.Concurrent;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Results;
using NUnit.Framework.Interfaces;

namespace Dlnx.Verify.Running;

/// <summary>Turns finished tests into check results.</summary>
internal sealed class RunListener(
    IReadOnlyDictionary<(Type Type, string Method), (ClaimDefinition Claim, CheckDefinition Check)> chosen,
    IRunObserver observer,
    Action broken
) : ITestListener
{
    private readonly ConcurrentDictionary<(Type Type, string Method), CheckResult> results = new();
    private readonly Dictionary<(string Claim, string Method), (Type Type, string Method)> names = chosen.ToDictionary(
        entry => (entry.Value.Claim.Id, entry.Key.Method),
        entry => entry.Key
    );

    public CheckResult? Find(Type type, string method) => results.GetValueOrDefault((type, method));

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

    public void TestStarted(ITest test) { }

    public void TestFinished(ITestResult result)
    {
        if (result.Test.Method is not { } method || result.ResultState == ResultState.Cancelled)
            return;
        var key = (result.Test.TypeInfo!.Type, method.Name);
        if (!chosen.TryGetValue(key, out var found))
            return;
        var check = Describe(found.Check, result);
        if (results.TryAdd(key, check))
            observer.Finished(found.Claim, check);
        if (check.Status == Status.Broken)
            broken();
    }

    public void TestOutput(TestOutput output) { }

    public void SendMessage(TestMessage message) { }

    private static CheckResult Describe(CheckDefinition check, ITestResult result) =>
        new(
            check.Name,
            check.Method,
            check.Declaration.Tier,
            check.Declaration.Role,
            result.ResultState.Status switch
            {
                TestStatus.Passed => Status.Reproduced,
                TestStatus.Failed => Status.Broken,
                _ => Status.Skipped,
            },
            result.Message?.Trim() ?? "",
            check.Declaration.File,
            check.Declaration.Line,
            result.Duration,
            CheckCommand.EvidenceOf(result.Test),
            CheckCommand.DataOf(result.Test)
        );
}
