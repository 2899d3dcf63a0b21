using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>The style sheet and scripts of the page, built from <c>page/</c> and embedded into this assembly.</summary>
internal static class PageAssets
{
    public static string Style { get; } = Read("report.css");

    /// <summary>Runs before the page is drawn: the colour scheme that the reader chose.</summary>
    public static string Early { get; } = Read("early.js");

    public static string Page { get; } = Read("page.js");

    /// <summary>KaTeX.</summary>
    public static string Formulas { get; } = Read("formulas.js");

    /// <summary>Vega, Vega-Lite, its expression interpreter and vega-embed.</summary>
    public static string Plots { get; } = Read("plots.js");

    /// <summary>The hash that allows a script or style in a Content-Security-Policy.</summary>
    public static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report/" + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
