using System.Text;

namespace Dlnx.Verify.Exporters;

/// <summary>Text that shows as itself in GitHub's Markdown, in a paragraph or a table cell.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]#|~$";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsControl(c))
                escaped.Append(' ');
            else if (c is '<' or '>' or '&' or '@')
                escaped.Append($"&#{(int)c};");
            else if (Special.Contains(c, StringComparison.Ordinal))
                escaped.Append('\\').Append(c);
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>Adds a row of a table.</summary>
    public static void AppendRow(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
            text.Append($"| {Escape(cell)} ");
        text.Append("|\n");
    }
}
