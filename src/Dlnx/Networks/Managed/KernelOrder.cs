using System.Numerics;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>Lines Start … End − 1 of a block and their output positions.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LineChunk(int Start, int End, int Positions);

/// <summary>
/// The order of a kernel in the flat vector (output channel, input channel, tap) against its order as a matrix of patch ×
/// output channel, where a patch runs over taps and then input channels.
/// </summary>
internal readonly struct KernelOrder(int outputs, int inputs, int taps)
{
    public int Count => outputs * inputs * taps;

    /// <summary>Flat vector to patch × output channel, and to its transpose.</summary>
    public void Arrange<T>(ReadOnlySpan<T> flat, Span<T> rows, Span<T> columns)
    {
        var next = 0;
        for (var output = 0; output < outputs; output++)
        {
            for (var input = 0; input < inputs; input++)
            {
                for (var tap = 0; tap < taps; tap++, next++)
                {
                    var place = (tap * inputs) + input;
                    rows[(place * outputs) + output] = flat[next];
                    columns[(output * inputs * taps) + place] = flat[next];
                }
            }
        }
    }

    /// <summary>Patch × output channel to flat vector.</summary>
    public void Restore<T>(ReadOnlySpan<T> rows, Span<T> flat)
    {
        var next = 0;
        for (var output = 0; output < outputs; output++)
        {
            for (var input = 0; input < inputs; input++)
            {
                for (var tap = 0; tap < taps; tap++, next++)
                    flat[next] = rows[(((tap * inputs) + input) * outputs) + output];
            }
        }
    }
}

/// <summary>A kernel as a matrix of patch × output channel, and the transpose of that.</summary>
internal sealed class ArrangedKernel<T>(KernelOrder order)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] rows = new T[order.Count];
    private readonly T[] columns = new T[order.Count];

    /// <summary>Patch × output channel.</summary>
    public ReadOnlySpan<T> Rows => rows;

    /// <summary>Output channel × patch.</summary>
    public ReadOnlySpan<T> Columns => columns;

    public void Load(ReadOnlySpan<T> flat) => order.Arrange(flat, rows, columns);
}
