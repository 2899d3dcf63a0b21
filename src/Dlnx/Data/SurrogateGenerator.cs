using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Data;

/// <summary>
/// A source of labelled images that stands in for a data set nobody has to download. Integer arithmetic only, so every
/// machine and language draws the same octets; record i depends on the seed and on i alone.
/// </summary>
public abstract class SurrogateGenerator
{
    /// <summary>The most classes a generator can draw.</summary>
    public const int MostClasses = 10;

    /// <summary>A generator.</summary>
    /// <param name="classes">number of classes, 1 to 10; record i belongs to class i mod classes</param>
    /// <param name="seed">any value</param>
    protected SurrogateGenerator(int classes, ulong seed)
    {
        Limit(nameof(classes), classes, 1, MostClasses);
        Classes = classes;
        Seed = seed;
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>The seed of all records.</summary>
    public ulong Seed { get; }

    /// <summary>The shape of every image.</summary>
    public abstract FeatureShape Shape { get; }

    /// <summary>The state that the generator of record i starts from: the first output of SplitMix64(seed·0x100000001B3 + i).</summary>
    public static ulong RecordSeed(ulong seed, long index) =>
        new SplitMix64(unchecked((seed * Fnv1a.Prime) + (ulong)index)).Next();

    /// <summary>Consecutive records.</summary>
    /// <param name="start">index of the first one, ≥ 0</param>
    /// <param name="count">how many, ≥ 0</param>
    public LabelledImages Generate(long start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var pixels = new byte[count * Shape.Size];
        var labels = new byte[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = (byte)((start + i) % Classes);
            Paint(labels[i], new SplitMix64(RecordSeed(Seed, start + i)), pixels.AsSpan(i * Shape.Size, Shape.Size));
        }

        return new LabelledImages(Shape, Classes, pixels, labels);
    }

    /// <summary>Paints one image.</summary>
    /// <param name="label">its class</param>
    /// <param name="draws">its own random numbers</param>
    /// <param name="pixels">where it goes</param>
    protected abstract void Paint(int label, SplitMix64 draws, Span<byte> pixels);

    /// <summary>An octet with noise: value + ⌊(octet − 128)·amplitude/256⌋, cut to 0 … 255.</summary>
    protected static byte WithNoise(int value, byte octet, int amplitude) =>
        (byte)Math.Clamp(value + (((octet - 128) * amplitude) >> 8), 0, 255);

    /// <summary>Refuses a setting out of its range.</summary>
    /// <exception cref="ArgumentException">the value is out of range; names both</exception>
    protected static void Limit(string name, int value, int low, int high)
    {
        if (value < low || value > high)
            throw new ArgumentException($"The surrogate's {name} is {value}; it must be from {low} to {high}.");
    }
}
