using System.Collections.Concurrent;
using Dlnx.Verify.Claims;
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

    public CheckResult? Find(Type type, string method) => results.GetValueOrDefault((type, method));

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
