using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// Products of eight pairs of matrices at once. Small matrices leave most of a vector empty at their edges and are packed for
/// longer than they are multiplied; here every vector is full and nothing is packed, whatever the size.
/// </summary>
/// <remarks>
/// Every entry is one chain of fused multiply-adds over the inner index in ascending order, starting from zero, as in
/// <see cref="DenseKernels"/>: the bits are the same.
/// </remarks>
internal static unsafe class LaneProduct
{
    private const int Tile = 5;

    /// <summary>C ← A·B.</summary>
    /// <param name="a">rows × inner</param>
    /// <param name="b">inner × columns</param>
    /// <param name="c">rows × columns, apart from A and B</param>
    /// <param name="shape">the three sizes</param>
    public static void Multiply(Lanes a, Lanes b, Lanes c, ProductShape shape) => MultiplyAdd(a, b, c, shape, null, c);

    /// <summary>C ← factors·A·B + addend, with one factor for each of the eight.</summary>
    /// <param name="a">rows × inner</param>
    /// <param name="b">inner × columns</param>
    /// <param name="c">rows × columns, apart from A and B</param>
    /// <param name="shape">the three sizes</param>
    /// <param name="factors">the factors; null for the product alone</param>
    /// <param name="addend">rows × columns with the strides of C, of which it may be the content</param>
    public static void MultiplyAdd(
        Lanes a,
        Lanes b,
        Lanes c,
        ProductShape shape,
        Vector512<double>* factors,
        Lanes addend
    )
    {
        for (var j = 0; j < shape.Columns; )
        {
            var width = shape.Columns - j >= Tile ? Tile : 1;
            for (var i = 0; i < shape.Rows; )
            {
                var height = shape.Rows - i >= Tile ? Tile : 1;
                var (rows, columns, result) = (a.From(i, 0), b.From(0, j), c.From(i, j));
                var add = addend.From(i, j).First;
                if (height == Tile && width == Tile)
                    LaneTile<Five, Five>.Run(rows, columns, shape.Inner, result, factors, add);
                else if (height == Tile)
                    LaneTile<Five, One>.Run(rows, columns, shape.Inner, result, factors, add);
                else if (width == Tile)
                    LaneTile<One, Five>.Run(rows, columns, shape.Inner, result, factors, add);
                else
                    LaneTile<One, One>.Run(rows, columns, shape.Inner, result, factors, add);
                i += height;
            }

            j += width;
        }
    }
}
