namespace Dlnx.SampleSpecs.Holding;

[Claim(
    "Sample/corrected",
    "Sum of the first squares",
    Kind = ClaimKind.Proposition,
    Source = "Textbook, Proposition 3",
    Provenance = Provenance.Reconstructed,
    Readings = ["With n terms.", "With n + 1 terms."],
    Verdict = Verdict.Corrected,
    Statement = "$\\sum_{i=1}^n i^2 = n^3/3$.",
    Corrected = "$\\sum_{i=1}^n i^2 = n(n+1)(2n+1)/6$.",
    Explanation = "The printed form keeps only the leading term."
)]
public sealed class Corrected : ClaimSpec
{
    [Parameter("n", Min = 1, Max = 1000)]
    public int Last { get; set; } = 10;

    [Check]
    public void The_corrected_sum_holds() =>
        Evidence
            .Agrees("sum of squares", Sum, Last * (Last + 1.0) * ((2 * Last) + 1) / 6, Relative(1e-14))
            .Rejects("n³/3", Math.Pow(Last, 3) / 3);

    [Check(Role = Role.Counterexample)]
    public void The_printed_sum_is_too_small() =>
        Evidence.Above("sum of squares against n³/3", Sum, Math.Pow(Last, 3) / 3);

    private double Sum => Enumerable.Range(1, Last).Sum(i => (double)i * i);
}
