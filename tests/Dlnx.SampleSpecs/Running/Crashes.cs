namespace Dlnx.SampleSpecs.Running;

/// <summary>Checks that end the process they run in, each in another way, among checks that do not.</summary>
[Claim(
    "Sample/crashes",
    "A claim that crashes",
    Kind = ClaimKind.Conjecture,
    Source = "Textbook, Conjecture 12",
    Verdict = Verdict.Confirmed,
    Statement = "Nothing can go wrong."
)]
public sealed class Crashes : ClaimSpec
{
    private const int Blocks = 16;
    private const int BlockBytes = 1 << 26;

    [Check(Tier.Full)]
    public void Overflows_the_stack() => Evidence.Matches("depth", Depth(0), 0);

    [Check(Tier.Full)]
    public void Holds_after_a_crash() => Evidence.Matches("parity", "even", "even");

    [Check(Tier.Full)]
    public void Exits() => Environment.Exit(7);

    [Check(Tier.Full)]
    public void Fails_fast() => Environment.FailFast("The last straw.");

    [Check(Tier.Full)]
    public void Wants_a_gibibyte()
    {
        var blocks = Enumerable.Range(0, Blocks).Select(_ => new byte[BlockBytes]).ToList();
        Evidence.Matches("blocks", blocks.Count, Blocks);
    }

    [Check(Tier.Full)]
    public void Holds_to_the_end() => Evidence.Matches("parity", "even", "even");

    private static int Depth(int depth) => depth < 0 ? depth : Depth(depth + 1) + 1;
}
