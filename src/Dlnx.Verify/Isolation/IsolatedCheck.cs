using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Isolation;

/// <summary>A check that runs in a process of its own.</summary>
internal readonly record struct IsolatedCheck(ClaimDefinition Claim, CheckDefinition Check)
{
    public (Type Type, string Method) Key => (Claim.Type, Check.Method);

    /// <summary>What is reported when the check could not report itself.</summary>
    public CheckResult Broken(string message, TimeSpan elapsed) =>
        new(
            Check.Name,
            Check.Method,
            Check.Declaration.Tier,
            Check.Declaration.Role,
            Status.Broken,
            message,
            Check.Declaration.File,
            Check.Declaration.Line,
            elapsed.TotalSeconds,
            []
        );
}
