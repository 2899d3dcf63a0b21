using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.4",
    "Generation",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/def-F.3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Every zero-sum string arises from the empty one by Add (concatenation of two such strings) and Overset
        ($\sigma \mapsto +\sigma-$ or $-\sigma+$).
        """
)]
public sealed class StringGeneration : ClaimSpec
{
    [Parameter("n", Min = 1, Max = 7, Description = "half the largest length")]
    public int Half { get; set; } = 4;

    [Check]
    public void Both_operations_make_every_zero_sum_string()
    {
        var made = SignStrings.Generated(7);
        Evidence
            .Matches("lengths 2n ≤ 14 at which the sets differ", Differing(made), "")
            .Rejects("Overset without Add", Differing([.. Enumerable.Range(0, 8).Select(OversetOnly)]));
        Evidence
            .Matches(
                "strings made of length 0, 2, …, 14",
                made.Select(set => set.Count),
                [1, 2, 6, 20, 70, 252, 924, 3432]
            )
            .Rejects("2ⁿ, Overset alone", [.. Enumerable.Range(0, 8).Select(n => 1 << n)]);
    }

    [Check]
    public void Up_to_the_chosen_length()
    {
        var made = SignStrings.Generated(Half)[Half];
        var missing = SignStrings.ZeroSum(2 * Half).Count(s => !made.Contains(s));
        var fact = Evidence.Matches($"zero-sum strings of length {2 * Half} not made", missing, 0);
        if (Half > 1)
            fact.Rejects(
                "Overset without Add",
                SignStrings.ZeroSum(2 * Half).Count(s => !OversetOnly(Half).Contains(s))
            );
        Evidence.Matches("+--+ is made by Overset alone", OversetOnly(2).Contains(SignString.Parse("+--+")), false);
    }

    private static string Differing(IReadOnlyList<IReadOnlySet<SignString>> made) =>
        string.Join(
            ' ',
            made.Index()
                .Where(set => !set.Item.SetEquals(SignStrings.ZeroSum(2 * set.Index)))
                .Select(set => 2 * set.Index)
        );

    private static HashSet<SignString> OversetOnly(int half) =>
        half == 0
            ? [SignString.Empty]
            : [.. OversetOnly(half - 1).SelectMany(s => new[] { s.BetweenPlusAndMinus(), s.BetweenMinusAndPlus() })];
}
