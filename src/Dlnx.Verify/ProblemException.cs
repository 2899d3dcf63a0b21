namespace Dlnx.Verify;

/// <summary>How a run of the tool ends.</summary>
public enum ExitCode
{
    /// <summary>Every check that ran was reproduced.</summary>
    Reproduced = 0,

    /// <summary>A check, a verdict or a golden number is broken.</summary>
    Broken = 1,

    /// <summary>The command line is not usable.</summary>
    Usage = 2,

    /// <summary>The environment, data, a golden file or a results file is unreadable.</summary>
    Environment = 3,

    /// <summary>Cancelled by the user; partial results are kept.</summary>
    Cancelled = 130,
}

/// <summary>A problem that a person can act on: its message is shown as it is, without a stack trace.</summary>
/// <param name="message">What is wrong, where, what was expected and found, and what to do.</param>
/// <param name="exitCode">How the tool ends because of it.</param>
/// <param name="innerException">The cause, if another exception led here.</param>
public class ProblemException(string message, ExitCode exitCode, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>How the tool ends because of the problem.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
