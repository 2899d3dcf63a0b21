using Dlnx.SampleSpecs.DataSets;

namespace Dlnx.SampleSpecs.Running;

[Claim(
    "Sample/on-data",
    "A claim on generated and on real data",
    Kind = ClaimKind.Figure,
    Source = "Textbook, Figure 2",
    Verdict = Verdict.Surrogate,
    Statement = "Half of all numbers are even.",
    Explanation = "The real numbers are not part of the repository."
)]
public sealed class OnData : ClaimSpec
{
    [Check]
    public void Half_of_the_generated_numbers_are_even()
    {
        OnSurrogate("count:100");
        Evidence.Agrees(
            "share of even numbers",
            Share(Enumerable.Range(0, 100).Select(i => (byte)i)),
            0.5,
            Absolute(0)
        );
    }

    [Check]
    public void Half_of_the_real_numbers_are_even()
    {
        var numbers = SampleNumbers.Read(RequireData(new SampleNumbers()));
        Evidence.Agrees("share of even numbers", Share(numbers), 0.5, Absolute(0.1));
    }

    private static double Share(IEnumerable<byte> numbers) => numbers.Average(number => 1 - (number % 2));
}
