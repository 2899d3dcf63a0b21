using System.Text.RegularExpressions;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>The command that repeats a claim with the same seed, tier, cases and parameters.</summary>
internal static partial class RerunCommand
{
    public static string Of(ClaimResult claim, RunInfo run)
    {
        List<string> words =
        [
            "dotnet",
            "dlnx-verify",
            "run",
            claim.Id,
            "--tier",
            run.Tier.ToString().ToLowerInvariant(),
        ];
        words.AddRange(["--seed", run.Seed]);
        if (run.Cases != RunOptions.DefaultCases)
            words.AddRange(["--cases", run.Cases.ToString()]);
        foreach (var changed in claim.Parameters.Where(parameter => parameter.Value != parameter.Default))
            words.AddRange(["--set", $"{changed.Name}={changed.Value}"]);
        return string.Join(' ', words.Select(Quoted));
    }

    private static string Quoted(string word) =>
        Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z0-9/._,=+\-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
