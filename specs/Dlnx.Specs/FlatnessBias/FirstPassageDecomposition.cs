using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.8",
    "First-passage decomposition",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.8",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/def-F.3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        A string with $S_t = -M < 0$ has exactly one decomposition $\sigma = \tau_0\,-\,\tau_1\,-\cdots-\,\tau_M$ into zero-sum
        pieces that is cut at the minus signs by which the sum first reaches $-1, \dots, -M$.
        """,
    Readings = [
        "Unique given the cut rule: confirmed.",
        "Unique as a decomposition into zero-sum pieces: does not hold, −+− is also −+ − ∅; the proof uses the cut rule only.",
    ]
)]
public sealed class FirstPassageDecomposition : ClaimSpec
{
    [Parameter("t", Min = 1, Max = 16, Description = "length of the strings, taken beside 1 to 14")]
    public int Steps { get; set; } = 10;

    [Check]
    public void Pieces_sum_to_zero_and_join_to_the_string()
    {
        foreach (var t in Enumerable.Range(1, 14).Append(Steps).Distinct())
        {
            var negative = SignStrings.All(t).Where(s => s.Sum < 0).ToList();
            var fact = Evidence.Matches(
                $"t = {t}: strings whose decomposition fails",
                negative.Count(s => !Holds(s, [.. FirstPassage.Of(s).Cuts])),
                0
            );
            if (t is >= 4 and <= 10)
                fact.Rejects("cuts at the last passages", negative.Count(s => !Holds(s, LastPassages(s))));
        }
    }

    [Check]
    public void The_cuts_are_the_first_passages()
    {
        var negative = SignStrings.All(Steps).Where(s => s.Sum < 0).ToList();
        var fact = Evidence.Matches(
            $"t = {Steps}: strings cut elsewhere than at new minima of the sum",
            negative.Count(s => !FirstPassage.Of(s).Cuts.SequenceEqual(NewMinima(s))),
            0
        );
        if (Steps >= 3)
            fact.Rejects("last passages", negative.Count(s => !LastPassages(s).SequenceEqual(NewMinima(s))));
        Evidence
            .Matches("ways to cut −+− into zero-sum pieces around one minus", ZeroSumCuts(SignString.Parse("-+-")), 2)
            .Rejects("one, without the cut rule", 1);
    }

    [Check]
    public void As_many_strings_as_first_passage_pieces()
    {
        // Where every string has exactly one decomposition, strings are counted by what they are composed of: M pieces
        // that never fall below their start, counted by Catalan numbers, and a last one that may.
        int[] sums = [.. Enumerable.Range(1, Steps).Where(m => (Steps - m) % 2 == 0)];
        var counts = SignStrings.All(Steps).CountBy(s => s.Sum).ToDictionary();
        var fact = Evidence.Matches(
            $"t = {Steps}: strings with S_t = −{string.Join(", −", sums)}",
            [.. sums.Select(m => counts[-m])],
            Compositions(sums, ZeroSumCounts.Catalan)
        );
        if (Steps >= 3)
            fact.Rejects("pieces that may fall below their start", Compositions(sums, ZeroSumCounts.Central));
    }

    private int[] Compositions(int[] sums, Func<int, int> pieces)
    {
        var half = Steps / 2;
        int[] first = [.. Enumerable.Range(0, half + 1).Select(pieces)];
        int[] last = [.. Enumerable.Range(0, half + 1).Select(ZeroSumCounts.Central)];
        return [.. sums.Select(m => Enumerable.Repeat(first, m).Aggregate(last, Convolved)[(Steps - m) / 2])];
    }

    private static int[] Convolved(int[] a, int[] b) =>
        [.. Enumerable.Range(0, a.Length).Select(n => Enumerable.Range(0, n + 1).Sum(k => a[k] * b[n - k]))];

    private static bool Holds(SignString whole, int[] cuts)
    {
        var start = 0;
        foreach (var cut in cuts.Append(whole.Length))
        {
            if (cut < start || !whole.Slice(start, cut).IsZeroSum || (cut < whole.Length && whole[cut] > 0))
                return false;
            start = cut + 1;
        }
        return cuts.Length == -whole.Sum && Joined(whole, cuts) == whole;
    }

    private static SignString Joined(SignString whole, int[] cuts)
    {
        var joined = SignString.Empty;
        foreach (var cut in cuts)
            joined = joined.Then(whole.Slice(joined.Length, cut)).Then(SignString.Minus);
        return joined.Then(whole.Slice(joined.Length, whole.Length));
    }

    /// <summary>The steps to a new minimum of the sum, until it is the final sum.</summary>
    private static int[] NewMinima(SignString s)
    {
        int[] sums = [.. Enumerable.Range(0, s.Length + 1).Select(k => s.Slice(0, k).Sum)];
        return [.. Enumerable.Range(0, s.Length).Where(i => sums[i + 1] < sums[..(i + 1)].Min()).Take(-s.Sum)];
    }

    /// <summary>The last step after which the sum is −k, for k = 1 … M.</summary>
    private static int[] LastPassages(SignString s) =>
        [
            .. Enumerable
                .Range(1, -s.Sum)
                .Select(k => Enumerable.Range(0, s.Length).Last(i => s.Slice(0, i + 1).Sum == -k)),
        ];

    private static int ZeroSumCuts(SignString s) =>
        Enumerable
            .Range(0, s.Length)
            .Count(i => s[i] < 0 && s.Slice(0, i).IsZeroSum && s.Slice(i + 1, s.Length).IsZeroSum);
}
