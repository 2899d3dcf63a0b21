using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>What one worker needs for a chunk of a convolution.</summary>
/// <param name="entries">of the patches of the largest chunk</param>
/// <param name="weights">of the kernel</param>
internal sealed class PatchMemory<T>(int entries, int weights)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Patches of values, then of errors.</summary>
    public Buffer<T> Patches { get; } = new(entries);

    /// <summary>Patches of tangents.</summary>
    public Buffer<T> PatchTangents { get; } = new(entries);

    /// <summary>The chunk's part of the gradient of the arranged kernel.</summary>
    public T[] Gradient { get; } = new T[weights];

    /// <summary>Another part of it, where it is a sum of two.</summary>
    public Buffer<T> MoreGradient { get; } = new(weights);
}
