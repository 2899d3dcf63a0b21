using System.IO.Compression;
using System.Text;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>Text that the page needs later, compressed inside a data block that the browser neither runs nor draws.</summary>
/// <param name="Name">What the page asks for.</param>
/// <param name="Text">Writes the text. Packs are made side by side, so it only reads what it shares.</param>
internal sealed record Pack(string Name, Func<string> Text)
{
    public Markup Compress()
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(Text()));
        var data = Convert.ToBase64String(compressed.GetBuffer(), 0, (int)compressed.Length);
        return Markup.Of($"<script type=\"text/plain\" data-pack=\"{Name}\">{new Markup(data)}</script>\n");
    }
}
