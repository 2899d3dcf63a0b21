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
            return Cancelled(context);
        var watch = new CheckWatch(run, check);
        try
        {
            return ExecuteWithEvidence(context, run, watch);
        }
        catch (Exception e) when (Has<OperationCanceledException>(e) && watch.IsOverBudget)
        {
            var failures = EvidenceText.Failures(EvidenceOf(Test));
            var stopped = Overrun.Stopped(watch.Elapsed, watch.Budget);
            return End(context, ResultState.Failure, $"{failures}\n{stopped}".TrimStart());
        }
        catch (Exception e) when (Has<OperationCanceledException>(e) && run.Cancellation.IsCancellationRequested)
        {
            return Cancelled(context);
        }
        catch (Exception e) when (Has<OutOfMemoryException>(e))
        {
            return End(context, ResultState.Error, Overrun.OutOfMemory());
        }
    }

    private TestResult ExecuteWithEvidence(TestExecutionContext context, RunContext run, CheckWatch watch)
    {
        var spec = (ClaimSpec)context.TestObject!;
        var claim = spec.GetType().GetCustomAttribute<ClaimAttribute>()!.Id;
        ParameterBinder.Bind(spec, run.Settings);
        var parameters = ParameterBinder.Definitions(spec);
        var defaults = parameters.All(parameter => !run.Settings.ContainsKey(parameter.Name));
        var session = new CheckSession(run, claim, Test.MethodName!, defaults, watch);
        spec.Begin(session);
        var ended = "";
        try
        {
            watch.Run(() => ended = run.Engine.During(() => ExecuteInner(context, session)));
        }
        finally
        {
            // What a check that was given up still records is nobody's evidence.
            if (!watch.IsGivenUp)
            {
                Test.Properties.Set(EvidenceProperty, session.Evidence.Collect());
                Test.Properties.Set(DataProperty, session.Data);
            }
        }
        if (watch.IsGivenUp)
            return GivenUp(context, watch);
        var evidence = EvidenceOf(Test);
        if (evidence.Any(item => item is GoldenEvidence { Holds: false }))
            ended +=
                "\n"
                + (
                    run.Kernel.IsReference
                        ? GoldenRemedy.Of(run.Golden, claim, check.Tier)
                        : GoldenRemedy.Of(run.Golden, claim, run.Kernel)
                );
        if (evidence.Any(item => item is PropertyEvidence { Holds: false }))
            ended += $"\nDraw the same cases again with: {run.Replay(claim, check.Tier)}";
        if (watch.IsOverBudget)
            ended += "\n" + Overrun.Stopped(watch.Elapsed, watch.Budget);
        if (watch.IsOverBudget || evidence.Any(item => !item.Holds))
            return End(context, ResultState.Failure, (EvidenceText.Failures(evidence) + ended).TrimStart());
        if (evidence.All(item => item is FigureEvidence))
            return End(context, ResultState.Failure, "The check asserts nothing: it leaves no evidence.");
        return End(context, ResultState.Success, message: null);
    }

    // The evidence decides: Assert.Pass does not stand in for it, and a skip does not hide what is broken.
    private string ExecuteInner(TestExecutionContext context, CheckSession session)
    {
        try
        {
            // A result of its own: a check that was given up must not write into the one that is reported.
            var own = new TestExecutionContext(context) { CurrentResult = Test.MakeTestResult() };
            own.EstablishExecutionEnvironment();
            innerCommand.Execute(own);
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

    private static TestResult GivenUp(TestExecutionContext context, CheckWatch watch) =>
        watch.IsOverBudget
            ? End(context, ResultState.Failure, Overrun.RanAway(watch.Elapsed, watch.Budget))
            : Cancelled(context);

    private static TestResult Cancelled(TestExecutionContext context) =>
        End(context, ResultState.Cancelled, "The run was cancelled.");

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

    private static bool Has<T>(Exception? e)
        where T : Exception => e is T || (e is not null && Has<T>(e.InnerException));
}
