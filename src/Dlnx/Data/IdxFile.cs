using System.Buffers.Binary;
using Dlnx.Networks;

namespace Dlnx.Data;

/// <summary>
/// The IDX format of MNIST and Fashion-MNIST: grey images in one file, their labels in another, plain or gzip. A header of
/// big-endian numbers (a magic number, the count, for images height and width), then octets.
/// </summary>
public static class IdxFile
{
    private const uint ImagesMagic = 0x00000803;
    private const uint LabelsMagic = 0x00000801;
    private const uint LargestSide = 4096;

    /// <summary>Reads labels.</summary>
    /// <param name="stream">plain or gzip; must be able to seek</param>
    /// <param name="classes">number of classes, 1 to 256</param>
    /// <exception cref="DataFormatException">magic, count, length or a label is wrong; names the byte</exception>
    public static byte[] ReadLabels(Stream stream, int classes)
    {
        using var reader = OctetReader.Open(stream);
        RequireMagic(reader, LabelsMagic, "labels");
        var count = LabelCount(reader);
        var start = reader.Offset;
        var labels = reader.Take(count, $"{count} labels");
        reader.RequireEnd($"{count} labels");
        var wrong = Array.FindIndex(labels, label => label >= classes);
        return wrong < 0
            ? labels
            : throw new DataFormatException(
                start + wrong,
                $"label {labels[wrong]}; there are {classes} classes, from 0."
            );
    }

    /// <summary>Reads the images that belong to labels.</summary>
    /// <param name="stream">plain or gzip; must be able to seek</param>
    /// <param name="labels">what <see cref="ReadLabels"/> returned; kept, not copied</param>
    /// <param name="classes">number of classes, 1 to 256</param>
    /// <exception cref="DataFormatException">magic, count, size or length is wrong; names the byte</exception>
    public static LabelledImages ReadImages(Stream stream, byte[] labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        using var reader = OctetReader.Open(stream);
        RequireMagic(reader, ImagesMagic, "images");
        var at = reader.Offset;
        var count = reader.BigEndian("the number of images");
        if (count != labels.Length)
            throw new DataFormatException(at, $"{count} images; the file of labels has {labels.Length}.");
        var height = Side(reader, "height");
        var width = Side(reader, "width");
        var length = (long)count * height * width;
        if (length > Array.MaxLength)
            throw new DataFormatException(at, $"{count} images of {height} × {width} are more than this reads.");
        var what = $"{count} images of {height} × {width}";
        var pixels = reader.Take((int)length, what);
        reader.RequireEnd(what);
        return new LabelledImages(new FeatureShape(1, height, width), classes, pixels, labels);
    }

    /// <summary>Writes the labels, plain.</summary>
    public static void WriteLabels(Stream stream, LabelledImages images)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(images);
        WriteHeader(stream, LabelsMagic, images.Count);
        stream.Write(images.Labels);
    }

    /// <summary>Writes the images, plain.</summary>
    /// <exception cref="ArgumentException">the images are not grey</exception>
    public static void WriteImages(Stream stream, LabelledImages images)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape.Channels != 1)
            throw new ArgumentException($"IDX holds grey images; found {images.Shape}.");
        WriteHeader(stream, ImagesMagic, images.Count, images.Shape.Height, images.Shape.Width);
        stream.Write(images.Pixels);
    }

    private static void RequireMagic(OctetReader reader, uint expected, string what)
    {
        var found = reader.BigEndian("the magic number");
        if (found != expected)
            throw new DataFormatException(
                0,
                $"the magic number is 0x{found:X8}; IDX {what} begin with 0x{expected:X8}."
            );
    }

    private static int LabelCount(OctetReader reader)
    {
        var at = reader.Offset;
        var count = reader.BigEndian("the number of labels");
        return count >= 1 && count <= Array.MaxLength
            ? (int)count
            : throw new DataFormatException(at, $"{count} labels; expected 1 to {Array.MaxLength}.");
    }

    private static int Side(OctetReader reader, string what)
    {
        var at = reader.Offset;
        var side = reader.BigEndian($"the {what} of the images");
        return side is >= 1 and <= LargestSide
            ? (int)side
            : throw new DataFormatException(at, $"a {what} of {side} pixels; expected 1 to {LargestSide}.");
    }

    private static void WriteHeader(Stream stream, uint magic, params ReadOnlySpan<int> sizes)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(number, magic);
        stream.Write(number);
        foreach (var size in sizes)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, size);
            stream.Write(number);
        }
    }
}
