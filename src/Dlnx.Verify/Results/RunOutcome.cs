namespace Dlnx.Verify.Results;

/// <summary>How a run as a whole ended.</summary>
public static class RunOutcome
{
    /// <summary>The exit code of a run: cancelled, broken, or reproduced.</summary>
    public static ExitCode Of(RunResults results) =>
        results.Run.Cancelled ? ExitCode.Cancelled
        : results.Findings.Count > 0 || results.Claims.Any(claim => claim.Status == Status.Broken) ? ExitCode.Broken
        : ExitCode.Reproduced;
}
