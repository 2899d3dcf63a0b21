using System.Text;
using System.Text.RegularExpressions;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>
/// Statements in HTML: paragraphs, <c>$…$</c> and <c>$$…$$</c> for formulas, <c>**…**</c> and <c>`…`</c>; all else is
/// text. A formula keeps its TeX source as text, which the page typesets as MathML.
/// </summary>
internal static partial class StatementMarkup
{
    /// <summary>Paragraphs.</summary>
    public static Markup Paragraphs(string text) =>
        Markup.Of(
            $"{BlankLines().Split(text.Trim()).Where(p => p.Length > 0).Select(p => Markup.Of($"<p>{Inline(p)}</p>"))}"
        );

    /// <summary>Text within a paragraph.</summary>
    public static Markup Inline(string text)
    {
        var html = new StringBuilder();
        var end = 0;
        foreach (Match match in Tokens().Matches(text))
        {
            html.Append(Markup.Text(text[end..match.Index]));
            html.Append(Joined(text, match));
            end = match.Index + match.Length;
        }
        return new Markup(html.Append(Markup.Text(text[end..])).ToString());
    }

    // A line may not end between a formula and the bracket or comma that touches it.
    private static string Joined(string text, Match match)
    {
        const string joiner = "\u2060";
        var end = match.Index + match.Length;
        var formula = match.Groups["inline"].Success;
        var before = formula && match.Index > 0 && !char.IsWhiteSpace(text[match.Index - 1]) ? joiner : "";
        var after = formula && end < text.Length && !char.IsWhiteSpace(text[end]) ? joiner : "";
        return before + Token(match) + after;
    }

    private static Markup Token(Match match) =>
        match.Groups["display"] is { Success: true } display
            ? Markup.Of($"<span class=\"tex display\" data-tex>{display.Value.Trim()}</span>")
        : match.Groups["inline"] is { Success: true } inline
            ? Markup.Of($"<span class=\"tex\" data-tex>{inline.Value.Trim()}</span>")
        : match.Groups["strong"] is { Success: true } strong ? Markup.Of($"<strong>{Inline(strong.Value)}</strong>")
        : match.Groups["code"] is { Success: true } code ? Markup.Of($"<code>{code.Value}</code>")
        : Markup.Text(match.Groups["escaped"].Value);

    private const string Pattern =
        @"\\(?<escaped>[$*`\\])|\$\$(?<display>(?:[^$\\]|\\.)+)\$\$|\$(?<inline>(?:[^$\\]|\\.)+)\$"
        + @"|\*\*(?<strong>(?:[^*]|\*(?!\*))+)\*\*|`(?<code>[^`]+)`";

    [GeneratedRegex(Pattern, RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"\n[ \t]*\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankLines();
}
