using System.Numerics;

namespace Dlnx.Numerics;

/// <summary>The tile for machines without 512-bit vectors: the same chains of fused multiply-adds, any vector width.</summary>
internal static unsafe class PortableTile<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>destination[i, j] = Σₖ a[i, k]·b[k, j] for the used rows and all columns of the panel.</summary>
    public static void Run(
        T* a,
        nint rowStride,
        nint stepStride,
        T* b,
        nint panelStride,
        int inner,
        int width,
        int rows,
        T* destination,
        nint stride
    )
    {
        for (var i = 0; i < rows; i++, a += rowStride, destination += stride)
        {
            var j = 0;
            for (; j <= width - (2 * Vector<T>.Count); j += 2 * Vector<T>.Count)
            {
                var (low, high) = (Vector<T>.Zero, Vector<T>.Zero);
                for (var k = 0; k < inner; k++)
                {
                    var factor = new Vector<T>(a[k * stepStride]);
                    var row = b + (k * panelStride) + j;
                    low = FusedVectors.MultiplyAdd(factor, Vector.Load(row), low);
                    high = FusedVectors.MultiplyAdd(factor, Vector.Load(row + Vector<T>.Count), high);
                }

                low.Store(destination + j);
                high.Store(destination + j + Vector<T>.Count);
            }

            for (; j < width; j++)
            {
                var sum = T.Zero;
                for (var k = 0; k < inner; k++)
                {
                    sum = T.FusedMultiplyAdd(a[k * stepStride], b[(k * panelStride) + j], sum);
                }

                destination[j] = sum;
            }
        }
    }
}
