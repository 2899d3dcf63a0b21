using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Data;

/// <summary>
/// Images of octets with a class each, as data set files hold them: record after record, in a record channel after
/// channel, in a channel row after row.
/// </summary>
public sealed class LabelledImages
{
    private readonly byte[] pixels;
    private readonly byte[] labels;

    /// <summary>Takes pixels and labels over; neither is copied.</summary>
    /// <param name="shape">the shape of every image</param>
    /// <param name="classes">number of classes, 1 to 256</param>
    /// <param name="pixels">count × channels × height × width octets</param>
    /// <param name="labels">count octets, each below <paramref name="classes"/></param>
    /// <exception cref="ArgumentException">the lengths do not fit, or a label is out of range</exception>
    public LabelledImages(FeatureShape shape, int classes, byte[] pixels, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        if (classes is < 1 or > 256)
            throw new ArgumentException($"A data set has 1 to 256 classes; found {classes}.");
        if (pixels.Length != (long)shape.Size * labels.Length)
        {
            throw new ArgumentException(
                $"{labels.Length} images of {shape} need {(long)shape.Size * labels.Length} octets; found {pixels.Length}."
            );
        }

        var wrong = Array.FindIndex(labels, label => label >= classes);
        if (wrong >= 0)
            throw new ArgumentException($"Label {wrong} is {labels[wrong]}; there are {classes} classes, from 0.");
        Shape = shape;
        Classes = classes;
        this.pixels = pixels;
        this.labels = labels;
    }

    /// <summary>The shape of every image.</summary>
    public FeatureShape Shape { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of images.</summary>
    public int Count => labels.Length;

    /// <summary>All octets.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>The class of every image.</summary>
    public ReadOnlySpan<byte> Labels => labels;

    /// <summary>The sum of all octets.</summary>
    public long Sum => SumOf(pixels);

    /// <summary>FNV-1a of all octets.</summary>
    public ulong Checksum => Fnv1a.Hash(pixels);

    /// <summary>The octets of one image.</summary>
    public ReadOnlySpan<byte> Image(int index) => pixels.AsSpan(index * Shape.Size, Shape.Size);

    /// <summary>The mean octet of the images of each class; NaN for a class without images.</summary>
    public double[] ClassMeans()
    {
        var sums = new long[Classes];
        var counts = new long[Classes];
        for (var i = 0; i < Count; i++)
        {
            sums[labels[i]] += SumOf(Image(i));
            counts[labels[i]] += Shape.Size;
        }

        return [.. sums.Zip(counts, (sum, count) => sum / (double)count)];
    }

    /// <summary>The first images of each of the first classes, in the order they have here.</summary>
    /// <param name="keptClasses">classes 0, …, keptClasses − 1 stay, 1 to <see cref="Classes"/></param>
    /// <param name="perClass">images of each class</param>
    /// <exception cref="ArgumentException">a class has fewer images</exception>
    public LabelledImages FirstPerClass(int keptClasses, int perClass)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keptClasses, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keptClasses, Classes);
        var taken = new int[Classes];
        var chosen = Enumerable
            .Range(0, Count)
            .Where(i => labels[i] < keptClasses && taken[labels[i]]++ < perClass)
            .ToArray();
        var scarce = Array.FindIndex(taken, 0, keptClasses, found => found < perClass);
        if (scarce >= 0)
            throw new ArgumentException($"Class {scarce} has {taken[scarce]} images; {perClass} are asked for.");
        var kept = new byte[chosen.Length * Shape.Size];
        for (var i = 0; i < chosen.Length; i++)
            Image(chosen[i]).CopyTo(kept.AsSpan(i * Shape.Size));
        return new LabelledImages(Shape, keptClasses, kept, Array.ConvertAll(chosen, i => labels[i]));
    }

    /// <summary>The images of several files, one file after another.</summary>
    /// <param name="parts">at least one; all of one shape and one number of classes</param>
    /// <exception cref="ArgumentException">there are none, or shapes or classes differ</exception>
    public static LabelledImages Join(IReadOnlyList<LabelledImages> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new ArgumentException("There are no images to join.");
        var (shape, classes) = (parts[0].Shape, parts[0].Classes);
        if (parts.FirstOrDefault(part => part.Shape != shape || part.Classes != classes) is { } other)
            throw new ArgumentException($"Images of {other.Shape} do not join images of {shape} in {classes} classes.");
        return new LabelledImages(shape, classes, Concatenate(part => part.pixels), Concatenate(part => part.labels));

        byte[] Concatenate(Func<LabelledImages, byte[]> octets)
        {
            var joined = new byte[parts.Sum(part => octets(part).Length)];
            var at = 0;
            foreach (var part in parts)
            {
                octets(part).CopyTo(joined, at);
                at += octets(part).Length;
            }

            return joined;
        }
    }

    private static long SumOf(ReadOnlySpan<byte> octets)
    {
        long sum = 0;
        foreach (var octet in octets)
            sum += octet;
        return sum;
    }
}
