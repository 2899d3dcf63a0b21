using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;
using NUnit.Framework.Interfaces;

namespace Dlnx.Verify.Running;

/// <summary>Turns finished tests into check results.</summary>
internal sealed class RunListener(RunLog log) : ITestListener
{
    public void TestStarted(ITest test) { }

    public void TestFinished(ITestResult result)
    {
        if (result.Test.Method is not { } method || result.ResultState == ResultState.Cancelled)
            return;
        var key = (result.Test.TypeInfo!.Type, method.Name);
        if (log.Definition(key) is { } check)
            log.Add(key, Describe(check, result));
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
