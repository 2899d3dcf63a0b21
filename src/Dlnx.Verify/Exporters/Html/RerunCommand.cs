using Dlnx.Verify.Engines;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Dlnx.Verify.Submission;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>The command that repeats a claim with the same seed, tier, cases, parameters, engine, precision and kernel.</summary>
internal static class RerunCommand
{
    /// <summary>The command as words of a shell.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="source">The run that its results come from.</param>
    /// <param name="swept">The parameters whose value is a grid.</param>
    public static string Of(ClaimResult claim, RunSource source, IReadOnlySet<string> swept)
    {
        var run = source.Run;
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
            words.AddRange([swept.Contains(changed.Name) ? "--sweep" : "--set", $"{changed.Name}={changed.Value}"]);
        if (run.Engine != RunEngine.Managed.Name)
            words.AddRange(["--engine", run.Engine]);
        // What else an engine says of its arithmetic follows after a comma.
        var precision = run.Precision.Split(',')[0];
        if (precision != RunEngine.Managed.Precision)
            words.AddRange(["--engine-set", $"precision={precision}"]);
        if (RunKernel.Titled(source.Machine.Kernel) is { IsReference: false } kernel)
            words.AddRange(["--kernel", kernel.Name]);
        return ShellWord.Join(words);
    }
}
