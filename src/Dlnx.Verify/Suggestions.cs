namespace Dlnx.Verify;

/// <summary>Finds the names nearest to a mistyped one.</summary>
public static class Suggestions
{
    /// <summary>The candidates nearest to <paramref name="name"/>, best first; empty when none is close.</summary>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> candidates, int atMost = 3) =>
        [
            .. candidates
                .Distinct(StringComparer.Ordinal)
                .Select(candidate => (candidate, distance: Distance(name, candidate)))
                .Where(pair => pair.distance <= Math.Max(2, name.Length / 3))
                .OrderBy(pair => pair.distance)
                .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
                .Take(atMost)
                .Select(pair => pair.candidate),
        ];

    /// <summary>“ Did you mean a, b or c?”, with a leading space, or an empty string when nothing is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates)
    {
        var nearest = Nearest(name, candidates);
        return nearest.Count switch
        {
            0 => "",
            1 => $" Did you mean {nearest[0]}?",
            _ => $" Did you mean {string.Join(", ", nearest.Take(nearest.Count - 1))} or {nearest[^1]}?",
        };
    }

    // Levenshtein distance in which a letter's case does not count: B/Thm-1 is as near to B/thm-1 as can be.
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + substitution);
            }
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }
}
