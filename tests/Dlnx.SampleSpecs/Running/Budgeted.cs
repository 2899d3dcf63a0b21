namespace Dlnx.SampleSpecs.Running;

/// <summary>Checks that declare how long they may take, and take longer.</summary>
[Claim(
    "Sample/budgeted",
    "A claim with a budget",
    Kind = ClaimKind.Conjecture,
    Source = "Textbook, Conjecture 11",
    Verdict = Verdict.Confirmed,
    Statement = "Half a second is enough."
)]
public sealed class Budgeted : ClaimSpec
{
    [Check(Tier.Full, Budget = 0.3)]
    public void Stops_when_it_is_told()
    {
        Evidence.Matches("parity before", "odd", "even");
        Cancellation.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
        Cancellation.ThrowIfCancellationRequested();
    }

    [Check(Tier.Full, Budget = 0.3)]
    public void Ends_late_by_itself()
    {
        Thread.Sleep(600);
        Evidence.Matches("parity", "even", "even");
    }
}
