using System.Text;
using Dlnx.Networks.Engines;

namespace Dlnx.Specs.Tests.Engines;

/// <summary>A folder with the engine of <c>tests/Dlnx.FakeEngine</c>, which may be damaged.</summary>
internal sealed class PlugInFolder : IDisposable
{
    public const string File = "Dlnx.Torch.dll";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dlnx-engine-");

    public PlugInFolder() =>
        System.IO.File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, "fake-engine", File), PlugIn);

    public string Path => folder.FullName;

    public string PlugIn => System.IO.Path.Combine(Path, File);

    /// <summary>The engine with the version of its interface changed, as if it had been compiled for that one.</summary>
    public void BuildFor(char version) => Change(Text(EngineInterface.VersionKey), [1, (byte)version]);

    /// <summary>The engine with another type announced.</summary>
    public void Announce(string type) => Change(Text(EngineInterface.EntryKey), Text(type));

    public void Dispose() => folder.Delete(recursive: true);

    // In an assembly, the key of an attribute is followed by its value, both as length and octets.
    private void Change(byte[] key, byte[] value)
    {
        var image = System.IO.File.ReadAllBytes(PlugIn);
        var at = image.AsSpan().IndexOf(key);
        value.CopyTo(image, at + key.Length);
        System.IO.File.WriteAllBytes(PlugIn, image);
    }

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
