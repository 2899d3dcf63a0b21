using System.IO.Compression;
using Dlnx.Data;
using Dlnx.Fuzzing;
using Dlnx.Tests.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Data;

/// <summary>Whatever happens to a file, its reader gives images or a format error: never another exception.</summary>
public sealed class DataSetMutationTests
{
    private static readonly LabelledImages Glyphs = new GlyphGenerator(10, 1, 3, 96, 3).Generate(0, 3);
    private static readonly byte[] Images = Written(stream => IdxFile.WriteImages(stream, Glyphs));
    private static readonly byte[] Labels = Written(stream => IdxFile.WriteLabels(stream, Glyphs));
    private static readonly byte[] Textures = Written(stream =>
        CifarFile.Write(stream, new TexGenerator(10, 1).Generate(0, 2))
    );

    [Test]
    public void Changed_images_of_idx_are_read_or_refused() =>
        Survives(Images, file => IdxFile.ReadImages(file, Glyphs.Labels.ToArray(), 10));

    [Test]
    public void Changed_labels_of_idx_are_read_or_refused() =>
        Survives(
            Labels,
            file =>
            {
                var labels = IdxFile.ReadLabels(file, 10);
                return new LabelledImages(Glyphs.Shape, 10, new byte[labels.Length * Glyphs.Shape.Size], labels);
            }
        );

    [Test]
    public void Changed_compressed_images_of_idx_are_read_or_refused() =>
        Survives(Packed(Images), file => IdxFile.ReadImages(file, Glyphs.Labels.ToArray(), 10));

    [Test]
    public void Changed_records_of_cifar_are_read_or_refused() => Survives(Textures, file => CifarFile.Read(file));

    [Test]
    public void Changed_compressed_records_of_cifar_are_read_or_refused() =>
        Survives(Packed(Textures), file => CifarFile.Read(file));

    [Test]
    public void Any_octets_at_all_are_read_or_refused()
    {
        var octets = Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf();
        Laws.Hold(octets, content => ReadOrRefused(content, file => CifarFile.Read(file)), 500);
        Laws.Hold(octets, content => ReadOrRefused([0, 0, 8, 1, .. content], file => Unlabelled(file)), 500);
        Laws.Hold(octets, content => ReadOrRefused([0x1F, 0x8B, .. content], file => Unlabelled(file)), 500);
    }

    private static LabelledImages? Unlabelled(Stream labels)
    {
        _ = IdxFile.ReadLabels(labels, 10);
        return null;
    }

    private static void Survives(byte[] whole, Func<Stream, LabelledImages> read) =>
        Fuzz.Survives(whole, content => Attempt(content, read));

    private static bool ReadOrRefused(byte[] content, Func<Stream, LabelledImages?> read) =>
        Attempt(content, read) is Reading.Read or Reading.Refused;

    private static Reading Attempt(byte[] content, Func<Stream, LabelledImages?> read)
    {
        try
        {
            Assert.That(read(new MemoryStream(content)), Is.Null.Or.Property("Count").GreaterThan(0));
            return Reading.Read;
        }
        catch (DataFormatException refusal)
        {
            Assert.That(refusal.Offset, Is.GreaterThanOrEqualTo(0));
            Assert.That(refusal.Message, Does.StartWith($"byte {refusal.Offset}: "));
            return Reading.Refused;
        }
    }

    private static byte[] Packed(byte[] content) =>
        Written(stream =>
        {
            using var packing = new GZipStream(stream, CompressionLevel.Fastest);
            packing.Write(content);
        });

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
