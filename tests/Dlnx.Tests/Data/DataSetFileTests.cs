using System.IO.Compression;
using Dlnx.Data;

namespace Dlnx.Tests.Data;

/// <summary>Readers of data set files, held against files written octet by octet as the formats define them.</summary>
public sealed class DataSetFileTests
{
    // Two images of 1 × 2 pixels with the labels 7 and 0.
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 0];

    [TestCase(false)]
    [TestCase(true)]
    public void Idx_is_read_plain_and_compressed(bool compressed)
    {
        var images = ReadIdx(Packed(Images, compressed), Packed(Labels, compressed));
        Assert.That(images.Pixels.ToArray(), Is.EqualTo(new[] { 10, 20, 30, 40 }));
        Assert.That(images.Labels.ToArray(), Is.EqualTo(new[] { 7, 0 }));
        Assert.That((images.Shape.Channels, images.Shape.Height, images.Shape.Width), Is.EqualTo((1, 1, 2)));
    }

    [Test]
    public void Idx_is_written_as_the_format_defines()
    {
        var images = ReadIdx(Images, Labels);
        Assert.That(Written(stream => IdxFile.WriteImages(stream, images)), Is.EqualTo(Images));
        Assert.That(Written(stream => IdxFile.WriteLabels(stream, images)), Is.EqualTo(Labels));
    }

    [Test]
    public void Glyphs_survive_their_files()
    {
        var glyphs = new GlyphGenerator(10, 1, 3, 96, 3).Generate(0, 50);
        var read = ReadIdx(
            Written(stream => IdxFile.WriteImages(stream, glyphs)),
            Written(stream => IdxFile.WriteLabels(stream, glyphs))
        );
        Assert.That(read.Checksum, Is.EqualTo(glyphs.Checksum));
        Assert.That(read.Labels.SequenceEqual(glyphs.Labels));
    }

    [Test]
    public void Textures_survive_their_file()
    {
        var textures = new TexGenerator(10, 1).Generate(0, 20);
        var file = Written(stream => CifarFile.Write(stream, textures));
        Assert.That(file, Has.Length.EqualTo(20 * CifarFile.RecordLength));
        Assert.That((file[0], file[3073]), Is.EqualTo((0, 1)));
        var read = CifarFile.Read(new MemoryStream(file));
        Assert.That(read.Checksum, Is.EqualTo(textures.Checksum));
        Assert.That(read.Labels.SequenceEqual(textures.Labels));
        var halves = new[] { textures, read }.Select(part => part.FirstPerClass(10, 1)).ToArray();
        Assert.That(LabelledImages.Join(halves).Pixels[(10 * 3072)..].SequenceEqual(textures.Pixels[..(10 * 3072)]));
    }

    [TestCase(2, 9, 0, "the magic number is 0x00000903; IDX images begin with 0x00000803")]
    [TestCase(3, 1, 0, "the magic number is 0x00000801; IDX images begin with 0x00000803")]
    [TestCase(7, 3, 4, "3 images; the file of labels has 2")]
    [TestCase(11, 0, 8, "a height of 0 pixels; expected 1 to 4096")]
    [TestCase(14, 255, 12, "a width of 65282 pixels")]
    [TestCase(15, 1, 18, "the content goes on after 2 images of 1 × 1")]
    [TestCase(15, 3, 20, "the content ends; expected 6 bytes of 2 images of 1 × 3 from byte 16")]
    public void A_wrong_octet_of_images_is_named(int at, byte octet, long offset, string problem) =>
        Refused(() => ReadIdx(Changed(Images, at, octet), Labels), offset, problem);

    [TestCase(3, 3, 0, "the magic number is 0x00000803; IDX labels begin with 0x00000801")]
    [TestCase(7, 0, 4, "0 labels; expected 1")]
    [TestCase(4, 255, 4, "4278190082 labels")]
    [TestCase(4, 127, 10, "the content ends; expected 2130706434 bytes of 2130706434 labels from byte 8")]
    [TestCase(9, 10, 9, "label 10; there are 10 classes, from 0")]
    public void A_wrong_octet_of_labels_is_named(int at, byte octet, long offset, string problem) =>
        Refused(() => ReadIdx(Images, Changed(Labels, at, octet)), offset, problem);

    [TestCase(0, 0, "the content ends; expected records of 3073 bytes")]
    [TestCase(3072, 3072, "the content ends; expected records of 3073 bytes")]
    [TestCase(3074, 3074, "the content ends; expected records of 3073 bytes")]
    public void A_record_of_cifar_that_is_cut_is_named(int length, long offset, string problem) =>
        Refused(() => CifarFile.Read(new MemoryStream(new byte[length])), offset, problem);

    [Test]
    public void A_label_of_cifar_out_of_range_is_named() =>
        Refused(
            () => CifarFile.Read(new MemoryStream(Changed(new byte[2 * 3073], 3073, 12))),
            3073,
            "label 12; there are 10 classes, from 0"
        );

    [Test]
    public void Damaged_compression_is_a_format_error()
    {
        var packed = Packed(Images, compressed: true);
        for (var length = 2; length < packed.Length; length++)
        {
            var part = packed[..length];
            Assert.That(() => ReadIdx(part, Labels), Throws.TypeOf<DataFormatException>(), $"{length} bytes");
        }

        // The last eight octets are the checksum and the length of the content.
        var wrongSum = Changed(packed, packed.Length - 8, (byte)(packed[^8] + 1));
        Assert.That(() => ReadIdx(wrongSum, Labels), Throws.TypeOf<DataFormatException>());
    }

    [Test]
    public void Images_that_a_format_cannot_hold_are_refused()
    {
        var textures = new TexGenerator(10, 1).Generate(0, 1);
        var glyphs = new GlyphGenerator(10, 1, 3, 96, 3).Generate(0, 1);
        Assert.That(() => IdxFile.WriteImages(new MemoryStream(), textures), Throws.ArgumentException);
        Assert.That(() => CifarFile.Write(new MemoryStream(), glyphs), Throws.ArgumentException);
    }

    private static LabelledImages ReadIdx(byte[] images, byte[] labels) =>
        IdxFile.ReadImages(new MemoryStream(images), IdxFile.ReadLabels(new MemoryStream(labels), 10), 10);

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static byte[] Packed(byte[] content, bool compressed)
    {
        if (!compressed)
            return content;
        return Written(stream =>
        {
            using var packing = new GZipStream(stream, CompressionLevel.Fastest);
            packing.Write(content);
        });
    }

    private static byte[] Changed(byte[] content, int at, byte octet)
    {
        var changed = (byte[])content.Clone();
        changed[at] = octet;
        return changed;
    }

    private static void Refused(Action read, long offset, string problem)
    {
        var refusal = Assert.Throws<DataFormatException>(read)!;
        Assert.That(refusal.Message, Does.StartWith($"byte {offset}: ").And.Contain(problem));
        Assert.That(refusal.Offset, Is.EqualTo(offset));
    }
}
