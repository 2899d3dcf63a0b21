namespace Dlnx.SampleSpecs.Running;

/// <summary>A check that never ends and does not poll, and keeps a core busy.</summary>
[Claim(
    "Sample/endless-loop",
    "A claim that loops for ever",
    Kind = ClaimKind.Conjecture,
    Source = "Textbook, Conjecture 10",
    Verdict = Verdict.Confirmed,
    Statement = "The sequence comes to an end."
)]
public sealed class EndlessLoop : ClaimSpec
{
    [Check(Tier.Full)]
    public void Comes_to_no_end()
    {
        var steps = 1u;
        while (steps > 0)
            steps |= steps + 1;
        Evidence.Matches("steps", steps, 0u);
    }
}
