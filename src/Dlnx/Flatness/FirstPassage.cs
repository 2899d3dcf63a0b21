namespace Dlnx.Flatness;

/// <summary>
/// The decomposition σ = τ₀ − τ₁ − … − τ_M of a string with S_t = −M &lt; 0, cut where the sum first reaches −1, …, −M
/// (Lemma F.8).
/// </summary>
public sealed class FirstPassage
{
    private readonly int[] cuts;

    private FirstPassage(SignString whole, int[] cuts) => (Whole, this.cuts) = (whole, cuts);

    /// <summary>σ.</summary>
    public SignString Whole { get; }

    /// <summary>M = −S_t, the number of isolated minus signs.</summary>
    public int Depth => cuts.Length;

    /// <summary>Positions of the isolated minus signs in the string, from 0, increasing.</summary>
    public IReadOnlyList<int> Cuts => cuts;

    /// <summary>The M + 1 pieces τ₀ … τ_M.</summary>
    public IEnumerable<SignString> Pieces
    {
        get
        {
            var start = 0;
            foreach (var cut in cuts)
            {
                yield return Whole.Slice(start, cut);
                start = cut + 1;
            }
            yield return Whole.Slice(start, Whole.Length);
        }
    }

    /// <summary>Decomposes a string.</summary>
    /// <exception cref="ArgumentException">the sum is not negative</exception>
    public static FirstPassage Of(SignString whole)
    {
        if (whole.Sum >= 0)
            throw new ArgumentException(
                $"The string {whole} has sum {whole.Sum}; a first passage below 0 needs a negative sum."
            );
        var lows = new int[-whole.Sum];
        var (sum, found) = (0, 0);
        for (var i = 0; found < lows.Length; i++)
        {
            sum += whole[i];
            if (sum == -(found + 1))
                lows[found++] = i;
        }
        return new(whole, lows);
    }
}
