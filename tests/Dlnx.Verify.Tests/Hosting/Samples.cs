using System.Reflection;
using System.Runtime.ExceptionServices;
using Dlnx.SampleSpecs;

namespace Dlnx.Verify.Tests.Hosting;

/// <summary>Runs the sample claims the way the tool does, inside a test of the same NUnit.</summary>
internal static class Samples
{
    public static Assembly Assembly { get; } = typeof(GeometricSeries).Assembly;

    public static ClaimCatalog Catalog { get; } = ClaimCatalog.Load([Assembly]);

    /// <summary>The accepted numbers that the sample claims come with.</summary>
    public static string GoldenFolder { get; } = Path.Combine(AppContext.BaseDirectory, "golden");

    public static RunResults Run(params string[] selection) => Run(new RunOptions { Selection = selection });

    public static RunResults Run(
        RunOptions options,
        string? golden = null,
        IRunObserver? observer = null,
        RunJournal? journal = null,
        CancellationToken cancellation = default
    )
    {
        var runner = new SpecRunner(Catalog, new GoldenStore(golden ?? GoldenFolder));
        return Apart(() => runner.Run(options, observer ?? new Unobserved(), cancellation, journal));
    }

    /// <summary>The only check of the only claim of a run.</summary>
    public static CheckResult Only(string claim) => Run(claim).Claims.Single().Checks.Single();

    /// <summary>Calls a function on a thread that does not inherit the context of the running test.</summary>
    public static T Apart<T>(Func<T> function)
    {
        T result = default!;
        ExceptionDispatchInfo? problem = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = function();
            }
            // Rethrown on the test's own thread, where the test expects it.
            catch (Exception e)
            {
                problem = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.UnsafeStart();
        thread.Join();
        problem?.Throw();
        return result;
    }

    private sealed class Unobserved : IRunObserver;
}
