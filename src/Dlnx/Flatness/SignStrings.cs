namespace Dlnx.Flatness;

/// <summary>All sign strings of a kind, by enumeration.</summary>
public static class SignStrings
{
    /// <summary>The 2^t strings of a length, in the order of their packed integers.</summary>
    /// <param name="length">t, 0 to <see cref="SignString.MaximalLength"/></param>
    public static IEnumerable<SignString> All(int length)
    {
        var count = 1u << new SignString(0, length).Length;
        for (var minuses = 0u; minuses < count; minuses++)
            yield return new(minuses, length);
    }

    /// <summary>The C(t, t/2) zero-sum strings of an even length; none of an odd one.</summary>
    public static IEnumerable<SignString> ZeroSum(int length) => All(length).Where(s => s.IsZeroSum);

    /// <summary>Number of primitive strings of length 2n, which is 2·Cat(n−1) (Definition F.3), by enumeration.</summary>
    /// <param name="half">n, 1 to 12</param>
    /// <exception cref="ArgumentException">n is out of range</exception>
    public static int CountPrimitive(int half)
    {
        if (half is < 1 or > 12)
            throw new ArgumentException($"Primitive strings of length 2·{half} are not enumerated; n is 1 to 12.");
        var found = 0;
        for (var minuses = 0u; minuses < 1u << (2 * half); minuses++)
        {
            if (new SignString(minuses, 2 * half).IsPrimitive)
                found++;
        }
        return found;
    }

    /// <summary>
    /// What Add (concatenation) and Overset (σ ↦ +σ− or −σ+) make from the empty string, by length (Lemma F.4).
    /// </summary>
    /// <param name="half">n, 0 to 8: half the largest length</param>
    /// <returns>entry k: the strings of length 2k</returns>
    /// <exception cref="ArgumentException">n is out of range</exception>
    public static IReadOnlyList<IReadOnlySet<SignString>> Generated(int half)
    {
        if (half is < 0 or > 8)
            throw new ArgumentException($"Strings of length 2·{half} are not generated; n is 0 to 8.");
        var byHalf = new List<HashSet<SignString>> { new() { SignString.Empty } };
        for (var n = 1; n <= half; n++)
        {
            var made = new HashSet<SignString>();
            foreach (var inner in byHalf[n - 1])
            {
                made.Add(inner.BetweenPlusAndMinus());
                made.Add(inner.BetweenMinusAndPlus());
            }
            for (var a = 1; a < n; a++)
                made.UnionWith(byHalf[a].SelectMany(_ => byHalf[n - a], (head, tail) => head.Then(tail)));
            byHalf.Add(made);
        }
        return byHalf;
    }

    /// <summary>C(t, t/2)·2^(−t) for even t, 0 for odd t: the probability that t fair signs sum to 0.</summary>
    public static double ZeroSumProbability(int length) =>
        length % 2 == 1
            ? 0
            : Enumerable.Range(1, length / 2).Aggregate(1.0, (p, k) => p * ((length / 2) + k) / k)
                / Math.Pow(2, length);

    /// <summary>P(S_t ≤ 0) = ½ + ½P(S_t = 0), the bound of Theorem 5.4.</summary>
    public static double NonPositiveProbability(int length) => 0.5 + (0.5 * ZeroSumProbability(length));
}
