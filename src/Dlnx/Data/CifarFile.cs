using Dlnx.Networks;

namespace Dlnx.Data;

/// <summary>
/// The binary format of CIFAR-10: records of 3073 octets without a header, each a label and then the red, the green and the
/// blue plane of 32 × 32 pixels.
/// </summary>
public static class CifarFile
{
    private static readonly FeatureShape Shape = new(3, 32, 32);

    /// <summary>Octets of a record.</summary>
    public static int RecordLength => 1 + Shape.Size;

    /// <summary>Reads all records.</summary>
    /// <param name="stream">plain or gzip; must be able to seek</param>
    /// <param name="classes">number of classes, 1 to 256</param>
    /// <exception cref="DataFormatException">
    /// there is no record, the last one is incomplete, or a label is out of range; names the byte
    /// </exception>
    public static LabelledImages Read(Stream stream, int classes = 10)
    {
        using var reader = OctetReader.Open(stream);
        var labels = new List<byte>();
        var pixels = new List<byte>();
        var record = new byte[RecordLength];
        for (var start = 0L; reader.TakeUpTo(record) is var length && (length > 0 || start == 0); start = reader.Offset)
        {
            if (length < record.Length)
                throw new DataFormatException(
                    reader.Offset,
                    $"the content ends; expected records of {RecordLength} bytes."
                );
            if (record[0] >= classes)
                throw new DataFormatException(start, $"label {record[0]}; there are {classes} classes, from 0.");
            if (pixels.Count > Array.MaxLength - RecordLength)
                throw new DataFormatException(start, $"more records follow than the {labels.Count} that this reads.");
            labels.Add(record[0]);
            pixels.AddRange(record.AsSpan(1));
        }

        return new LabelledImages(Shape, classes, [.. pixels], [.. labels]);
    }

    /// <summary>Writes records.</summary>
    /// <exception cref="ArgumentException">the images are not of 3 × 32 × 32</exception>
    public static void Write(Stream stream, LabelledImages images)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape != Shape)
            throw new ArgumentException($"CIFAR-10 holds images of {Shape}; found {images.Shape}.");
        for (var i = 0; i < images.Count; i++)
        {
            stream.WriteByte(images.Labels[i]);
            stream.Write(images.Image(i));
        }
    }
}
