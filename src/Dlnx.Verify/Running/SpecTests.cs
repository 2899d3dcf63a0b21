using System.Reflection;
using NUnit;
using NUnit.Framework.Api;

namespace Dlnx.Verify.Running;

/// <summary>The checks of a spec assembly as NUnit tests that this process runs.</summary>
internal sealed class SpecTests
{
    private readonly NUnitTestAssemblyRunner runner = new(new DefaultTestAssemblyBuilder());

    /// <summary>Finds the tests.</summary>
    /// <param name="assembly">the spec assembly</param>
    /// <param name="context">what they share</param>
    /// <param name="workers">how many run at the same time; 0 for one after the other on the calling thread</param>
    /// <param name="types">the claims that may be run; null for all of the assembly, which takes a hundred times longer</param>
    public SpecTests(Assembly assembly, RunContext context, int workers, IReadOnlyList<Type>? types = null)
    {
        var settings = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [FrameworkPackageSettings.NumberOfTestWorkers] = workers,
            [FrameworkPackageSettings.SynchronousEvents] = true,
            // NUnit's own random numbers are not used; a fixed seed keeps them from being a source of surprise.
            [FrameworkPackageSettings.RandomSeed] = 1,
        };
        if (types is not null)
            settings[FrameworkPackageSettings.LOAD] = (List<string>)[.. types.Select(type => type.FullName!)];
        context.AttachTo(runner.Load(assembly, settings));
    }

    /// <summary>Runs some of the checks; may be called again.</summary>
    public void Run(IReadOnlySet<(Type Type, string Method)> checks, RunLog log)
    {
        runner.RunAsync(new RunListener(log), new CheckFilter(checks));
        runner.WaitForCompletion(Timeout.Infinite);
    }
}
