using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>Text that is HTML already. Made from interpolated strings whose holes are escaped, so none is forgotten.</summary>
/// <param name="Html">The HTML.</param>
internal readonly record struct Markup(string Html)
{
    /// <summary>Nothing.</summary>
    public static Markup Empty { get; } = new("");

    /// <summary>HTML from a template; every hole that is not itself markup is escaped.</summary>
    public static Markup Of(ref MarkupTemplate template) => new(template.ToHtml());

    /// <summary>The text itself, escaped.</summary>
    public static Markup Text(string text) => new(WebUtility.HtmlEncode(text));

    /// <summary>The template, or nothing when the condition does not hold.</summary>
    public static Markup When(bool condition, Func<Markup> markup) => condition ? markup() : Empty;

    public override string ToString() => Html;
}

/// <summary>Collects the parts of a template for <see cref="Markup.Of"/>.</summary>
[InterpolatedStringHandler]
internal ref struct MarkupTemplate(int literalLength, int formattedCount)
{
    private readonly StringBuilder html = new(literalLength + (formattedCount * 16));

    public readonly void AppendLiteral(string literal) => html.Append(literal);

    public readonly void AppendFormatted(Markup markup) => html.Append(markup.Html);

    public readonly void AppendFormatted<T>(T value)
    {
        if (value is IEnumerable<Markup> parts)
            html.AppendJoin("", parts);
        else
            html.Append(WebUtility.HtmlEncode(value?.ToString()));
    }

    public readonly void AppendFormatted<T>(T value, string format)
        where T : IFormattable => html.Append(WebUtility.HtmlEncode(value.ToString(format, formatProvider: null)));

    public readonly string ToHtml() => html.ToString();
}
