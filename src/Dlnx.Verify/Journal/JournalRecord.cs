using Dlnx.Verify.Results;

namespace Dlnx.Verify.Journal;

/// <summary>A check that ended.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Check">What the check showed.</param>
/// <param name="Elapsed">Seconds since the run started, without the time between its interruptions.</param>
public sealed record JournalRecord(string Claim, CheckResult Check, double Elapsed);
