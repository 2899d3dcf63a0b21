using System.Text;

namespace Dlnx.Verify.Exporters;

/// <summary>Turns titles and ids into names that are safe in every file system.</summary>
internal static class FileNames
{
    private const int Longest = 60;

    /// <summary>Small letters, digits and single hyphens, at most 60 characters; “figure” when nothing is left.</summary>
    public static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        var text = slug.ToString(0, Math.Min(slug.Length, Longest)).Trim('-');
        return text.Length == 0 ? "figure" : text;
    }

    /// <summary>A relative folder for a claim: the parts of its id, each safe.</summary>
    public static string Folder(string id) => string.Join('/', id.Split('/').Select(Segment));

    private static string Segment(string part)
    {
        var safe = string.Concat(part.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '-'));
        return safe.Trim('.', '-').Length == 0 ? "claim" : safe.TrimStart('.');
    }
}
