using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Maps;

/// <summary>
/// The balanced map for 64 steps k at once: eight vectors of eight in registers, enough in flight to hide the latency
/// of the fused multiply-add. Lane by lane the operations are those of <see cref="BalancedMap.Apply"/>, bit for bit.
/// </summary>
internal static class SweepKernel
{
    /// <summary>The number of maps a call advances.</summary>
    public const int Lanes = 8 * VectorLanes;

    private const int VectorLanes = 8;

    /// <summary>Advances every lane of x by a number of steps; step holds k/L per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Advance(int depth, ReadOnlySpan<double> step, Span<double> x, int steps)
    {
        var (x0, x1, x2, x3) = (Load(x, 0), Load(x, 1), Load(x, 2), Load(x, 3));
        var (x4, x5, x6, x7) = (Load(x, 4), Load(x, 5), Load(x, 6), Load(x, 7));
        // (xp − 1)·(−cp) + x has the same bits as (1 − xp)·(cp) + x and saves the negation of x.
        var (c0, c1, c2, c3) = (-Load(step, 0), -Load(step, 1), -Load(step, 2), -Load(step, 3));
        var (c4, c5, c6, c7) = (-Load(step, 4), -Load(step, 5), -Load(step, 6), -Load(step, 7));
        var exponent = depth - 1;
        var secondBit = IntegerPower.SecondBit(exponent);
        for (var t = 0; t < steps; t++)
        {
            var (p0, p1, p2, p3, p4, p5, p6, p7) = (x0, x1, x2, x3, x4, x5, x6, x7);
            for (var bit = secondBit; bit != 0; bit >>= 1)
            {
                (p0, p1, p2, p3) = (p0 * p0, p1 * p1, p2 * p2, p3 * p3);
                (p4, p5, p6, p7) = (p4 * p4, p5 * p5, p6 * p6, p7 * p7);
                if ((exponent & bit) != 0)
                {
                    (p0, p1, p2, p3) = (p0 * x0, p1 * x1, p2 * x2, p3 * x3);
                    (p4, p5, p6, p7) = (p4 * x4, p5 * x5, p6 * x6, p7 * x7);
                }
            }
            (x0, x1, x2, x3) = (Next(x0, p0, c0), Next(x1, p1, c1), Next(x2, p2, c2), Next(x3, p3, c3));
            (x4, x5, x6, x7) = (Next(x4, p4, c4), Next(x5, p5, c5), Next(x6, p6, c6), Next(x7, p7, c7));
        }
        (Cell(x, 0), Cell(x, 1), Cell(x, 2), Cell(x, 3)) = (x0, x1, x2, x3);
        (Cell(x, 4), Cell(x, 5), Cell(x, 6), Cell(x, 7)) = (x4, x5, x6, x7);
    }

    /// <summary>Advances like <see cref="Advance"/> and adds ln|F′| of every step's start to the sums.</summary>
    public static void AdvanceWithLogarithms(
        int depth,
        ReadOnlySpan<double> step,
        Span<double> x,
        Span<double> sums,
        int steps
    )
    {
        for (var v = 0; v < Lanes / VectorLanes; v++)
        {
            var c = Load(step, v);
            var (state, sum) = (Load(x, v), Load(sums, v));
            for (var t = 0; t < steps; t += LogarithmStride)
            {
                var product = Vector512<double>.One;
                // One logarithm per eight factors; their product is far from over- and underflow.
                for (var u = t; u < Math.Min(t + LogarithmStride, steps); u++)
                {
                    product *= Derivative(depth, state, c);
                    state = Next(state, IntegerPower.Raise(state, depth - 1), -c);
                }
                sum += Vector512.Log(Vector512.Abs(product));
            }
            (Cell(x, v), Cell(sums, v)) = (state, sum);
        }
    }

    private const int LogarithmStride = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Next(Vector512<double> x, Vector512<double> power, Vector512<double> minusStep) =>
        Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(x, power, Vector512.Create(-1.0)), minusStep * power, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Derivative(int depth, Vector512<double> x, Vector512<double> step)
    {
        var power = IntegerPower.Raise(x, depth - 2);
        var bracket = Vector512.FusedMultiplyAdd(
            Vector512.Create(1.0 - 2 * depth),
            x * x * power,
            Vector512.Create(depth - 1.0)
        );
        return Vector512.FusedMultiplyAdd(bracket, step * power, Vector512<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ReadOnlySpan<double> values, int vector) =>
        Vector512.Create(values.Slice(vector * VectorLanes, VectorLanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector512<double> Cell(Span<double> values, int vector) =>
        ref MemoryMarshal.Cast<double, Vector512<double>>(values)[vector];
}
