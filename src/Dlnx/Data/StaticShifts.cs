using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Data;

/// <summary>
/// Static augmentation: the images themselves and, for each further copy of the set, every image moved by whole pixels. The
/// moves are drawn once, so training stays deterministic.
/// </summary>
public static class StaticShifts
{
    /// <summary>The augmented set: all images as they are, then copy after copy of all of them, moved.</summary>
    /// <param name="examples">labelled images</param>
    /// <param name="copies">moved copies of each image, ≥ 0</param>
    /// <param name="reach">largest move in each direction in pixels, ≥ 0</param>
    /// <param name="seed">of the SplitMix64 that draws the moves: for each copy and image the one to the right, then the one down</param>
    /// <returns>Count·(1 + copies) images; uncovered pixels have the smallest value of the whole set</returns>
    /// <exception cref="ArgumentException">a number is negative, or the examples have no labels</exception>
    public static LabelledExamples Augment(LabelledExamples examples, int copies, int reach, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (copies < 0 || reach < 0 || examples.Classes == 0)
            throw new ArgumentException(
                $"Augmentation makes 0 or more copies of labelled images, moved by 0 or more pixels; found {copies} and {reach}."
            );
        var (size, total) = (examples.Shape.Size, examples.Count * (1 + copies));
        var inputs = new double[checked(total * size)];
        var labels = new int[total];
        var original = examples.Inputs.Span;
        Array.Fill(inputs, Smallest(original));
        original.CopyTo(inputs);
        for (var i = 0; i < total; i++)
            labels[i] = examples.Labels[i % examples.Count];
        var draws = new SplitMix64(seed);
        for (var i = examples.Count; i < total; i++)
        {
            var (right, down) = (draws.Between(-reach, reach), draws.Between(-reach, reach));
            var source = original.Slice(i % examples.Count * size, size);
            Move(source, inputs.AsSpan(i * size, size), examples.Shape, right, down);
        }

        return LabelledExamples.Classification(examples.Shape, inputs, labels, examples.Classes);
    }

    private static void Move(ReadOnlySpan<double> source, Span<double> target, FeatureShape shape, int right, int down)
    {
        var width = shape.Width - Math.Abs(right);
        if (width <= 0)
            return;
        for (var row = 0; row < shape.Channels * shape.Height; row++)
        {
            var (channel, y) = Math.DivRem(row, shape.Height);
            var from = y - down;
            if (from < 0 || from >= shape.Height)
                continue;
            var start = ((channel * shape.Height) + from) * shape.Width;
            source
                .Slice(start + Math.Max(0, -right), width)
                .CopyTo(target.Slice((row * shape.Width) + Math.Max(0, right), width));
        }
    }

    private static double Smallest(ReadOnlySpan<double> values)
    {
        var smallest = values[0];
        foreach (var value in values)
            smallest = Math.Min(smallest, value);
        return smallest;
    }
}
