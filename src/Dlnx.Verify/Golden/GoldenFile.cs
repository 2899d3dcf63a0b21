using Dlnx.Verify.Results;

namespace Dlnx.Verify.Golden;

/// <summary>The accepted numbers of one claim.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Accepted">Where the numbers come from.</param>
/// <param name="Numbers">The numbers by name.</param>
public sealed record GoldenFile(
    string Claim,
    GoldenProvenance Accepted,
    IReadOnlyDictionary<string, GoldenNumber> Numbers
)
{
    /// <summary>The format's name and version.</summary>
    public const string Schema = "dlnx-verify/golden/1";
}

/// <summary>An accepted number.</summary>
/// <param name="Value">The number.</param>
/// <param name="Tolerance">The largest deviation allowed.</param>
/// <param name="Source">An independent source that the number was taken from; empty when it was measured by a run.</param>
public sealed record GoldenNumber(double Value, Tolerance Tolerance, string Source);

/// <summary>When and with what numbers were accepted.</summary>
/// <param name="On">The date, year-month-day.</param>
/// <param name="Tool">The tool's version.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Kernel">The dense kernels that computed them.</param>
/// <param name="Reason">Why they were accepted, in the words of who did; empty when nothing was said.</param>
public sealed record GoldenProvenance(string On, string Tool, string Seed, string Kernel, string Reason = "");
