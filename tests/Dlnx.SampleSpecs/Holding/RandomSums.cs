using FsCheck.Fluent;

namespace Dlnx.SampleSpecs.Holding;

[Claim(
    "Sample/random",
    "Sums of random numbers",
    Kind = ClaimKind.Remark,
    Source = "Textbook, Remark 6",
    Verdict = Verdict.Confirmed,
    Statement = "A sum does not depend on the order of its terms."
)]
public sealed class RandomSums : ClaimSpec
{
    [Check]
    public void The_order_does_not_matter() => Compare(index: 0);

    [Check]
    public void Nor_does_it_for_another_stream()
    {
        Compare(index: 1);
        Compare(index: 2);
    }

    [Check]
    public void It_holds_for_random_lists()
    {
        Evidence.ForAll("x + y = y + x", Pairs(), p => p.X + p.Y - (p.Y + p.X), Absolute(0));
        Evidence.ForAll("x − y = −(y − x)", Pairs(), p => p.X - p.Y + (p.Y - p.X), Absolute(0));
        Evidence.ForAll("|x − y|", Pairs(), p => Math.Abs(p.X - p.Y), Absolute(1));
    }

    private void Compare(int index)
    {
        // Integers of 20 bits add up exactly in any order.
        var seed = StreamSeed(index);
        double[] terms = [.. Enumerable.Range(0, 3).Select(i => (double)((seed >> (20 * i)) & 0xFFFFF))];
        Evidence.Agrees($"sum of stream {index}", terms.Sum(), terms.Reverse().Sum(), Absolute(0));
    }

    private static FsCheck.Arbitrary<Pair> Pairs() =>
        (from x in Draw.Between(0, 1) from y in Draw.Between(0, 1) select new Pair(x, y)).ToArbitrary();

    private sealed record Pair(double X, double Y);
}
