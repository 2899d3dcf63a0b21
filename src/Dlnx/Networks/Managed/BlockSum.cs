using System.Numerics;
using System.Numerics.Tensors;

namespace Dlnx.Networks.Managed;

/// <summary>Computes one block: writes its vector (where the sum has one) and returns its number.</summary>
/// <param name="worker">whose memory to use</param>
/// <param name="block">which block</param>
/// <param name="vector">the place for the block's vector</param>
internal delegate double BlockWork<T>(int worker, int block, T[] vector);

/// <summary>
/// Sums numbers and vectors over blocks on several workers. Blocks are computed in waves and added one after the other in
/// double precision, so the bits do not depend on the number of workers.
/// </summary>
internal sealed class BlockSum<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int blocks;
    private readonly T[][] vectors;
    private readonly double[] numbers;

    public BlockSum(int blocks, int workers, int vectorLength)
    {
        this.blocks = blocks;
        vectors = [.. Enumerable.Range(0, Math.Min(workers, blocks)).Select(_ => new T[vectorLength])];
        numbers = new double[vectors.Length];
    }

    /// <summary>Blocks that are computed at the same time.</summary>
    public int Workers => vectors.Length;

    /// <summary>The sum of the numbers; the sum of the vectors goes to <paramref name="total"/> unless that is empty.</summary>
    public double Run(BlockWork<T> work, Span<double> total)
    {
        var sum = 0.0;
        for (var first = 0; first < blocks; first += Workers)
        {
            var wave = Math.Min(Workers, blocks - first);
            RunWave(work, first, wave);
            for (var worker = 0; worker < wave; worker++)
            {
                sum += numbers[worker];
                if (!total.IsEmpty)
                    Add(vectors[worker], total, first + worker);
            }
        }

        return sum;
    }

    private void RunWave(BlockWork<T> work, int first, int wave)
    {
        if (wave == 1)
            numbers[0] = work(0, first, vectors[0]);
        else
            Parallel.For(
                0,
                wave,
                new ParallelOptions { MaxDegreeOfParallelism = wave },
                worker => numbers[worker] = work(worker, first + worker, vectors[worker])
            );
    }

    private static void Add(T[] vector, Span<double> total, int block)
    {
        if (block == 0)
            TensorPrimitives.ConvertTruncating<T, double>(vector, total);
        else if (vector is double[] same)
            TensorPrimitives.Add(total, same, total);
        else
            for (var i = 0; i < vector.Length; i++)
                total[i] += double.CreateTruncating(vector[i]);
    }
}
