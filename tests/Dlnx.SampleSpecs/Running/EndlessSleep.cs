namespace Dlnx.SampleSpecs.Running;

/// <summary>A check that never ends and does not poll, at no cost to the machine.</summary>
[Claim(
    "Sample/endless-sleep",
    "A claim that sleeps for ever",
    Kind = ClaimKind.Conjecture,
    Source = "Textbook, Conjecture 9",
    Verdict = Verdict.Confirmed,
    Statement = "It will wake up."
)]
public sealed class EndlessSleep : ClaimSpec
{
    [Check(Tier.Full)]
    public void Never_wakes_up()
    {
        Thread.Sleep(Timeout.Infinite);
        Evidence.Matches("dreams", 0, 0);
    }
}
