using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// The recursion of one singular mode in 32 lanes: four vectors of eight, independent of each other, hide the latency of
/// the arithmetic. The operations are those of <see cref="PathwayMode"/> in the same order, so the bits are the same.
/// </summary>
internal sealed class PathwayBlock
{
    /// <summary>The number of modes a block advances.</summary>
    public const int Lanes = Vectors * VectorLanes;

    private const int Vectors = 4;
    private const int VectorLanes = 8;

    private readonly int[] depths;
    private readonly Vector512<double>[] scales;
    private readonly Vector512<double>[] target = new Vector512<double>[Vectors];
    private readonly Vector512<double>[] firstRate = new Vector512<double>[Vectors];
    private readonly Vector512<double>[] rate = new Vector512<double>[Vectors];
    private readonly Vector512<double>[] least = new Vector512<double>[Vectors];
    private readonly Vector512<double>[] dominance = new Vector512<double>[Vectors];

    /// <summary>A block of pathways of the given depths; every lane is to be loaded.</summary>
    public PathwayBlock(int[] depths)
    {
        this.depths = depths;
        scales = new Vector512<double>[Vectors * depths.Length];
    }

    /// <summary>Sets a lane.</summary>
    public void Load(int lane, PathwayLane start)
    {
        Numbers(target)[lane] = start.Target;
        Numbers(rate)[lane] = start.LearningRate;
        Numbers(firstRate)[lane] = start.FirstRate;
        Numbers(least)[lane] = start.Scales.Min();
        for (var p = 0; p < depths.Length; p++)
        {
            Numbers(scales)[Place(p, lane)] = start.Scales[p];
        }
    }

    /// <summary>The step of gradient descent that follows t steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(int warmUp, int t)
    {
        for (var v = 0; v < Vectors; v++)
        {
            var eta = t >= warmUp ? rate[v] : firstRate[v] + ((rate[v] - firstRate[v]) * ((double)t / warmUp));
            var step = eta * (Total(v) - target[v]);
            var smallest = least[v];
            for (var p = 0; p < depths.Length; p++)
            {
                ref var r = ref scales[(p * Vectors) + v];
                r -= step * IntegerPower.Raise(r, depths[p] - 1);
                smallest = Vector512.Min(smallest, r);
            }
            least[v] = smallest;
        }
    }

    /// <summary>Adds the dominance of the present state to the lanes' sums.</summary>
    public void AddDominance()
    {
        for (var v = 0; v < Vectors; v++)
        {
            var largest = Vector512.Create(double.NegativeInfinity);
            for (var p = 0; p < depths.Length; p++)
            {
                largest = Vector512.Max(largest, IntegerPower.Raise(scales[(p * Vectors) + v], depths[p]));
            }
            dominance[v] += largest / Total(v);
        }
    }

    /// <summary>What a lane has come to.</summary>
    public PathwayEnd End(int lane, int window)
    {
        var end = new double[depths.Length];
        for (var p = 0; p < end.Length; p++)
        {
            end[p] = Numbers(scales)[Place(p, lane)];
        }
        return new(
            new PathwayMode(depths, Numbers(target)[lane], end),
            Numbers(least)[lane],
            window == 0 ? double.NaN : Numbers(dominance)[lane] / window
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Total(int vector)
    {
        var total = Vector512<double>.Zero;
        for (var p = 0; p < depths.Length; p++)
        {
            total += IntegerPower.Raise(scales[(p * Vectors) + vector], depths[p]);
        }
        return total;
    }

    private static int Place(int pathway, int lane) => (pathway * Lanes) + lane;

    private static Span<double> Numbers(Vector512<double>[] vectors) =>
        MemoryMarshal.Cast<Vector512<double>, double>(vectors.AsSpan());
}
