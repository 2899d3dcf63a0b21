using System.Runtime.InteropServices;

namespace Dlnx.Numerics;

/// <summary>The sizes of a product C = op(A)·op(B).</summary>
/// <param name="Rows">rows of op(A) and of C, ≥ 0</param>
/// <param name="Inner">columns of op(A), rows of op(B), ≥ 0</param>
/// <param name="Columns">columns of op(B) and of C, ≥ 0</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProductShape(int Rows, int Inner, int Columns)
{
    /// <summary>The product of two n × n matrices.</summary>
    public static ProductShape Square(int size) => new(size, size, size);
}
