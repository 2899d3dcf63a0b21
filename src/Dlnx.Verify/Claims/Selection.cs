using System.IO.Enumeration;

namespace Dlnx.Verify.Claims;

/// <summary>Which claims ids and globs mean. A pattern that begins with <c>!</c> takes claims out.</summary>
internal static class Selection
{
    private const char Not = '!';

    /// <summary>Whether a claim with some ids is meant; every claim is by no pattern, or by nothing but taking out.</summary>
    public static bool Covers(IReadOnlyCollection<string> patterns, IEnumerable<string> ids)
    {
        string[] names = [.. ids];
        return patterns.Where(pattern => !TakesOut(pattern)).DefaultIfEmpty("*").Any(pattern => Matches(pattern, names))
            && !patterns.Where(TakesOut).Any(pattern => Matches(Bare(pattern), names));
    }

    /// <summary>Whether one of a claim's ids matches an id or glob.</summary>
    public static bool Matches(string pattern, IEnumerable<string> ids) =>
        ids.Any(id => FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: false));

    /// <summary>The id or glob of a pattern that takes out; another pattern is one itself.</summary>
    public static string Bare(string pattern) => TakesOut(pattern) ? pattern[1..] : pattern;

    private static bool TakesOut(string pattern) => pattern.StartsWith(Not);
}
