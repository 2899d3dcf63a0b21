using System.Runtime.CompilerServices;
using Dlnx.Verify.Running;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Dlnx.Verify.Claims;

/// <summary>
/// Declares a method of a claim as a check. It is an NUnit test, so that <c>dotnet test</c>, an editor and
/// <c>dlnx-verify</c> run the same code; its method name, with spaces for underscores, is the sentence it shows.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckAttribute(
    Tier tier = Tier.Fast,
    [CallerFilePath] string file = "",
    [CallerLineNumber] int line = 0
) : TestAttribute, IApplyToTest, IWrapTestMethod
{
    /// <summary>The cheapest tier that runs the check.</summary>
    public Tier Tier { get; } = tier;

    /// <summary>Whether the check supports the statement or shows that its printed form fails.</summary>
    public Role Role { get; init; }

    /// <summary>Seconds that the check may take, where the budget of its tier does not fit; 0 for that of its tier.</summary>
    public double Budget { get; init; }

    /// <summary>The source file, relative to the repository when the build maps its paths.</summary>
    public string File { get; } = file.StartsWith("/_/", StringComparison.Ordinal) ? file[3..] : file;

    /// <summary>The source line of the declaration, from 1.</summary>
    public int Line { get; } = line;

    void IApplyToTest.ApplyToTest(Test test)
    {
        ApplyToTest(test);
        test.Properties.Add(PropertyNames.Category, Tier.ToString());
    }

    TestCommand ICommandWrapper.Wrap(TestCommand command) => new CheckCommand(command, this);
}
