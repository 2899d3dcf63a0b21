using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Benchmarks;

/// <summary>What one core of this machine can do at most, measured: every share of the limit refers to it.</summary>
internal static class MachineLimits
{
    private const int Chains = 16;
    private const int Rounds = 15;

    /// <summary>Floating-point operations a second of fused multiply-adds on registers alone; one counts as two.</summary>
    /// <typeparam name="T">double or float</typeparam>
    public static double FusedMultiplyAddRate<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Steps = 100_000;
        var operations = 2.0 * Steps * Chains * Vector512<T>.Count;
        return operations / Best(() => Multiply<T>(Steps));
    }

    /// <summary>Bytes a second that a copy reads and writes, both counted, from memory far larger than the caches.</summary>
    public static double CopyBandwidth()
    {
        var source = new byte[256 << 20];
        var destination = new byte[source.Length];
        Array.Fill(source, (byte)1);
        return 2.0 * source.Length / Best(() => source.CopyTo(destination, 0));
    }

    private static double Best(Action work)
    {
        work();
        var best = double.PositiveInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    // Sixteen independent chains hide the latency of the instruction.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector512<T> Multiply<T>(int steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var factor = Vector512.Create(T.CreateTruncating(0.999));
        var (a0, a1, a2, a3) = (factor, factor, factor, factor);
        var (b0, b1, b2, b3) = (factor, factor, factor, factor);
        var (c0, c1, c2, c3) = (factor, factor, factor, factor);
        var (d0, d1, d2, d3) = (factor, factor, factor, factor);
        for (var i = 0; i < steps; i++)
        {
            (a0, a1, a2, a3) = (Next(a0, factor), Next(a1, factor), Next(a2, factor), Next(a3, factor));
            (b0, b1, b2, b3) = (Next(b0, factor), Next(b1, factor), Next(b2, factor), Next(b3, factor));
            (c0, c1, c2, c3) = (Next(c0, factor), Next(c1, factor), Next(c2, factor), Next(c3, factor));
            (d0, d1, d2, d3) = (Next(d0, factor), Next(d1, factor), Next(d2, factor), Next(d3, factor));
        }

        return a0 + a1 + a2 + a3 + b0 + b1 + b2 + b3 + c0 + c1 + c2 + c3 + d0 + d1 + d2 + d3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Next<T>(Vector512<T> value, Vector512<T> factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return Vector512.FusedMultiplyAdd(value.AsDouble(), factor.AsDouble(), factor.AsDouble()).As<double, T>();
        return Vector512.FusedMultiplyAdd(value.AsSingle(), factor.AsSingle(), factor.AsSingle()).As<float, T>();
    }
}
