using System.Numerics;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>
/// Inputs in the engine's number type and order: position after position, the channels of one together. Those of a data
/// set in memory are converted once; streamed ones are made block by block.
/// </summary>
/// <param name="examples">the data</param>
/// <param name="shape">how the network sees one input; a vector is the flattened image</param>
internal sealed class EngineInputs<T>(LabelledExamples examples, FeatureShape shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>All inputs; null for streamed ones.</summary>
    public T[]? All { get; } = examples.IsStreamed ? null : Whole(examples, shape);

    /// <summary>Makes consecutive inputs.</summary>
    /// <param name="first">the first one</param>
    /// <param name="numbers">memory for as many numbers</param>
    /// <param name="inputs">places for whole inputs</param>
    public void Make(int first, Span<double> numbers, Span<T> inputs)
    {
        examples.Read(first, numbers);
        Convert(numbers, shape, inputs);
    }

    // The data's own array where that is what they are.
    private static T[] Whole(LabelledExamples examples, FeatureShape shape)
    {
        var keepsOrder = shape.Channels == 1 || shape.Positions == 1;
        if (keepsOrder && typeof(T) == typeof(double) && MemoryMarshal.TryGetArray(examples.Inputs, out var shared))
            return (T[])(object)shared.Array!;
        var inputs = new T[examples.Inputs.Length];
        Convert(examples.Inputs.Span, shape, inputs);
        return inputs;
    }

    private static void Convert(ReadOnlySpan<double> source, FeatureShape shape, Span<T> inputs)
    {
        for (var start = 0; start < source.Length; start += shape.Size)
        {
            for (var i = 0; i < shape.Size; i++)
            {
                var (channel, position) = Math.DivRem(i, shape.Positions);
                inputs[start + (position * shape.Channels) + channel] = T.CreateTruncating(source[start + i]);
            }
        }
    }
}
