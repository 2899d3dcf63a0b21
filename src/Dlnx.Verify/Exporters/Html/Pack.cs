using System.IO.Compression;
using System.Text;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>Text that the page needs later, compressed inside a data block that the browser neither runs nor draws.</summary>
internal static class Pack
{
    public static Markup Of(string name, string text)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(text));
        var data = Convert.ToBase64String(compressed.GetBuffer(), 0, (int)compressed.Length);
        return Markup.Of($"<script type=\"text/plain\" data-pack=\"{name}\">{new Markup(data)}</script>\n");
    }
}
