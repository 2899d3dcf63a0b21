namespace Dlnx.Verify.Tests.Hosting;

/// <summary>A shared result that is a text.</summary>
internal sealed class TextFormat : IResultFormat<string>
{
    public void Write(string result, BinaryWriter writer) => writer.Write(result);

    public string Read(BinaryReader reader) => reader.ReadString();
}
