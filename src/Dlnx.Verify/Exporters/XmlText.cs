using System.Xml;

namespace Dlnx.Verify.Exporters;

/// <summary>Text as XML can carry it.</summary>
internal static class XmlText
{
    /// <summary>The text with characters that XML forbids, such as control characters, shown as U+FFFD.</summary>
    public static string Valid(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.EnumerateRunes().Select(rune => IsXml(rune.Value) ? rune.ToString() : "\uFFFD"));
        }
    }

    private static bool IsXml(int c) =>
        c is '\t' or '\n' or '\r' || (c >= ' ' && c is not (0xFFFE or 0xFFFF) && c is not (>= 0xD800 and <= 0xDFFF));
}
