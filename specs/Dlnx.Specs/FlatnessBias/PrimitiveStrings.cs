using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/def-F.3",
    "Primitive strings",
    Kind = ClaimKind.Definition,
    Source = "Definition F.3",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        A zero-sum string of signs is primitive when no proper non-empty prefix sums to zero. There are
        $2\,\mathrm{Cat}_{n-1}$ primitive strings of length $2n$, $\mathrm{Cat}_k = \binom{2k}{k}/(k+1)$.
        """
)]
public sealed class PrimitiveStrings : ClaimSpec
{
    [Parameter("n", Min = 1, Max = 8, Description = "half the length, counted beside 1 to 7")]
    public int Half { get; set; } = 4;

    [Check]
    public void They_are_counted_by_Catalan_numbers()
    {
        int[] halves = [.. Enumerable.Range(1, 7).Append(Half).Distinct()];
        Evidence
            .Matches(
                "primitive strings of length 2n, n = 1, 2, …",
                Counts(halves, SignStrings.CountPrimitive),
                Counts(halves, n => 2 * ZeroSumCounts.Catalan(n - 1))
            )
            .Rejects("Catₙ", Counts(halves, ZeroSumCounts.Catalan))
            .Rejects("2Catₙ", Counts(halves, n => 2 * ZeroSumCounts.Catalan(n)));
        Evidence
            .Matches(
                "the same, listed",
                Counts([1, 2, 3, 4, 5, 6, 7], SignStrings.CountPrimitive),
                [2, 2, 4, 10, 28, 84, 264]
            )
            .Rejects("all zero-sum strings", Counts([1, 2, 3, 4, 5, 6, 7], n => SignStrings.ZeroSum(2 * n).Count()));
    }

    [Check]
    public void Every_zero_sum_string_is_a_unique_product_of_primitive_ones()
    {
        // With P(z) = Σ 2Cat(n−1)zⁿ, the strings are counted by 1/(1 − P(z)): c(n) = Σ_k 2Cat(k−1)·c(n − k).
        var counts = new List<int> { 1 };
        for (var n = 1; n <= 8; n++)
            counts.Add(Enumerable.Range(1, n).Sum(k => SignStrings.CountPrimitive(k) * counts[n - k]));
        Evidence
            .Matches(
                "products of primitive strings of length 2n",
                counts,
                [.. Enumerable.Range(0, 9).Select(ZeroSumCounts.Central)]
            )
            .Rejects("Catₙ of them", [.. Enumerable.Range(0, 9).Select(ZeroSumCounts.Catalan)]);
    }

    private static int[] Counts(int[] halves, Func<int, int> count) => [.. halves.Select(count)];
}
