namespace Dlnx.SampleSpecs.Broken;

/// <summary>Exceptions before, between and after evidence.</summary>
[Claim(
    "Sample/throws",
    "Checks that throw",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "Checks that throw."
)]
public sealed class Throws : ClaimSpec
{
    [Check]
    public void Throws_at_once() => throw new InvalidOperationException("The sample refuses to be computed.");

    [Check]
    public void Throws_after_evidence()
    {
        Evidence.Matches("found before", 1, 1);
        Evidence.Golden("recorded before", 1, Absolute(0));
        throw new ArithmeticException("The sample diverged.");
    }
}
