using System.Numerics;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>Inputs in the engine's number type and order: position after position, the channels of one together.</summary>
internal static class EngineInputs
{
    /// <summary>The inputs of a data set, position after position; the data's own array where that is what they are.</summary>
    /// <param name="examples">the data</param>
    /// <param name="shape">how the network sees one input; a vector is the flattened image</param>
    public static T[] Of<T>(LabelledExamples examples, FeatureShape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (channels, positions) = (shape.Channels, shape.Positions);
        var keepsOrder = channels == 1 || positions == 1;
        if (keepsOrder && typeof(T) == typeof(double) && MemoryMarshal.TryGetArray(examples.Inputs, out var shared))
            return (T[])(object)shared.Array!;
        var source = examples.Inputs.Span;
        var inputs = new T[source.Length];
        for (var start = 0; start < source.Length; start += shape.Size)
        {
            for (var i = 0; i < shape.Size; i++)
            {
                var (channel, position) = Math.DivRem(i, positions);
                inputs[start + (position * channels) + channel] = T.CreateTruncating(source[start + i]);
            }
        }

        return inputs;
    }
}
