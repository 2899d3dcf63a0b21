using System.Numerics;

namespace Dlnx.Numerics;

/// <summary>The tile for machines without 512-bit vectors: the same chains of fused multiply-adds, any vector width.</summary>
internal static unsafe class PortableTile
{
    /// <summary>destination[i, j] = Σₖ a[i, k]·b[k, j] for the used rows and all columns of the packed panel.</summary>
    public static void Run(
        double* a,
        nint rowStride,
        nint stepStride,
        double* b,
        int inner,
        int width,
        int rows,
        double* destination,
        nint stride
    )
    {
        for (var i = 0; i < rows; i++, a += rowStride, destination += stride)
        {
            var j = 0;
            for (; j <= width - (2 * Vector<double>.Count); j += 2 * Vector<double>.Count)
            {
                var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
                for (var k = 0; k < inner; k++)
                {
                    var factor = new Vector<double>(a[k * stepStride]);
                    var row = b + (k * width) + j;
                    low = Vector.FusedMultiplyAdd(factor, Vector.Load(row), low);
                    high = Vector.FusedMultiplyAdd(factor, Vector.Load(row + Vector<double>.Count), high);
                }

                low.Store(destination + j);
                high.Store(destination + j + Vector<double>.Count);
            }

            for (; j < width; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < inner; k++)
                {
                    sum = Math.FusedMultiplyAdd(a[k * stepStride], b[(k * width) + j], sum);
                }

                destination[j] = sum;
            }
        }
    }
}
