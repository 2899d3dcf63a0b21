using System.Reflection;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Parameters;
using Dlnx.Verify.Recording;
using Dlnx.Verify.Results;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Dlnx.Verify.Running;

/// <summary>Runs one check: sets the parameters, collects the evidence and turns it into the test's result.</summary>
internal sealed class CheckCommand(TestCommand inner, CheckAttribute check) : DelegatingTestCommand(inner)
{
    private const string EvidenceProperty = "dlnx.evidence";
    private const string DataProperty = "dlnx.data";

    public static IReadOnlyList<Evidence> EvidenceOf(ITest test) =>
        test.Properties.Get(EvidenceProperty) as IReadOnlyList<Evidence> ?? [];

    public static string DataOf(ITest test) => test.Properties.Get(DataProperty) as string ?? "";

    public override TestResult Execute(TestExecutionContext context)
    {
        var run = RunContext.Of(Test);
        if (check.Tier > run.Tier)
            return End(context, ResultState.Ignored, $"This check belongs to the {check.Tier} tier.");
        if (run.Cancellation.IsCancellationRequested)
            return End(context, ResultState.Cancelled, "The run was cancelled.");
        try
        {
            return ExecuteWithEvidence(context, run);
        }
        catch (Exception e) when (IsCancellation(e, run))
        {
            return End(context, ResultState.Cancelled, "The run was cancelled.");
        }
    }

    private TestResult ExecuteWithEvidence(TestExecutionContext context, RunContext run)
    {
        var spec = (ClaimSpec)context.TestObject!;
        var claim = spec.GetType().GetCustomAttribute<ClaimAttribute>()!.Id;
        ParameterBinder.Bind(spec, run.Settings);
        var parameters = ParameterBinder.Definitions(spec);
        var defaults = parameters.All(parameter => !run.Settings.ContainsKey(parameter.Name));
        var session = new CheckSession(run, claim, Test.MethodName!, defaults);
        spec.Begin(session);
        string ended;
        try
        {
            ended = run.Engine.During(() => ExecuteInner(context, session));
        }
        finally
        {
            Test.Properties.Set(EvidenceProperty, session.Evidence.Collect());
            Test.Properties.Set(DataProperty, session.Data);
        }
        var evidence = EvidenceOf(Test);
        if (evidence.Any(item => item is GoldenEvidence { Holds: false }))
            ended += "\n" + GoldenRemedy.Of(run.Golden, claim, check.Tier);
        if (evidence.Any(item => item is PropertyEvidence { Holds: false }))
            ended += $"\nDraw the same cases again with: {run.Replay(claim, check.Tier)}";
        if (evidence.Any(item => !item.Holds))
            return End(context, ResultState.Failure, EvidenceText.Failures(evidence) + ended);
        if (evidence.All(item => item is FigureEvidence))
            return End(context, ResultState.Failure, "The check asserts nothing: it leaves no evidence.");
        return End(context, ResultState.Success, message: null);
    }

    // The evidence decides: Assert.Pass does not stand in for it, and a skip does not hide what is broken.
    private string ExecuteInner(TestExecutionContext context, CheckSession session)
    {
        try
        {
            innerCommand.Execute(context);
            return "";
        }
        catch (Exception e)
            when (EndOf(e) is { } end
                && (end.ResultState.Status == TestStatus.Passed || session.Evidence.Collect().Any(item => !item.Holds))
            )
        {
            return $"\nThe check ended itself before its end: {end.Message}";
        }
    }

    private static TestResult End(TestExecutionContext context, ResultState state, string? message)
    {
        context.CurrentResult.SetResult(state, message!);
        return context.CurrentResult;
    }

    // How a check ended itself without failing; null for every other exception.
    private static ResultStateException? EndOf(Exception? e) =>
        e switch
        {
            null => null,
            ResultStateException { ResultState.Status: not TestStatus.Failed } end => end,
            _ => EndOf(e.InnerException),
        };

    private static bool IsCancellation(Exception e, RunContext run) =>
        run.Cancellation.IsCancellationRequested
        && (e is OperationCanceledException || (e.InnerException is { } cause && IsCancellation(cause, run)));
}
