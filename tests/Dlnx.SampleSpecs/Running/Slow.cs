namespace Dlnx.SampleSpecs.Running;

/// <summary>Checks that would take half a minute, and one that is done at once.</summary>
[Claim(
    "Sample/slow",
    "A claim that takes long",
    Kind = ClaimKind.Conjecture,
    Source = "Textbook, Conjecture 7",
    Verdict = Verdict.Confirmed,
    Statement = "Patience is rewarded."
)]
public sealed class Slow : ClaimSpec
{
    [Parameter(Min = 1, Description = "hundredths of a second that the slow check takes")]
    public int Steps { get; set; } = 3000;

    [Check]
    public void Ends_at_once() => Evidence.Matches("steps", 0, 0);

    [Check(Tier.Standard)]
    public void Polls_for_cancellation()
    {
        for (var step = 0; step < Steps; step++)
        {
            Cancellation.ThrowIfCancellationRequested();
            Report($"step {step} of {Steps}");
            Thread.Sleep(10);
        }
        Evidence.Matches("steps", Steps, Steps);
    }
}
