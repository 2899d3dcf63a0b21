namespace Dlnx.SampleSpecs.Broken;

/// <summary>Throws between two golden numbers, the first of which moved.</summary>
[Claim(
    "Sample/half-way",
    "A check that stops between its numbers",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A check that stops between its numbers."
)]
public sealed class HalfWay : ClaimSpec
{
    [Parameter(Description = "whether the check goes on to its second number: 1 or 0")]
    public int GoOn { get; set; }

    [Check]
    public void Stops_between_its_numbers()
    {
        Evidence.Golden("moved", 2.5, Absolute(0.25));
        if (GoOn == 0)
            throw new ArithmeticException("The sample stopped half-way.");
        Evidence.Golden("within", 1, Absolute(0.25));
    }
}
