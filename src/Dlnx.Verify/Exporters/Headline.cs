using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>The whole report in one sentence.</summary>
internal static class Headline
{
    /// <summary>How many claims, how many of each verdict, and whether anything is broken.</summary>
    public static string Of(Report report)
    {
        var claims = report.Results.Claims;
        var verdicts = report.Verdicts.Select(count => $"{count.Count} {count.Verdict.ToString().ToLowerInvariant()}");
        return claims.Count == 0
            ? $"No claims. {State(report)}"
            : $"{Count(claims.Count, "claim")}: {string.Join(", ", verdicts)}. {State(report)}";
    }

    /// <summary>Whether anything is broken, as a sentence.</summary>
    public static string State(Report report)
    {
        var broken = report.Broken.SelectMany(claim => claim.Checks).Count(check => check.Status == Status.Broken);
        string[] problems =
        [
            .. broken > 0 ? [Count(broken, "check") + " broken"] : Array.Empty<string>(),
            .. report.Results.Findings.Count > 0
                ? [Count(report.Results.Findings.Count, "finding") + " about the set of claims"]
                : Array.Empty<string>(),
        ];
        var cancelled = report.Results.Run.Cancelled ? " The run was cancelled before its end." : "";
        return (problems.Length == 0 ? "Nothing is broken." : $"{string.Join(", ", problems)}.") + cancelled;
    }

    /// <summary>“1 claim”, “2 claims”.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
