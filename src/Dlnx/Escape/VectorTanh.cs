using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Escape;

/// <summary>
/// tanh of many numbers at once, to about two units in the last place, relative also near 0: the rational approximation of
/// Moshier's Cephes library below 0.625 and 1 − 2/(e^{2|x|} + 1) above. The bits do not depend on the machine's vectors.
/// </summary>
internal static class VectorTanh
{
    private const double Switch = 0.625;

    // tanh 20 = 1 in double precision.
    private const double Saturation = 20;
    private const double LogTwoHigh = 0.693147180369123816490;
    private const double LogTwoLow = 1.90821492927058770002e-10;

    // Adding 1.5·2⁵² rounds to an integer, which then stands in the low bits.
    private const double Rounder = 6755399441055744;
    private static readonly double[] ReciprocalFactorials = Reciprocals(13);

    /// <summary>tanh of every entry; the destination may be the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate(ReadOnlySpan<double> source, Span<double> destination)
    {
        var lanes = Vector512<double>.Count;
        var full = source.Length - (source.Length % lanes);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination[..source.Length]);
        for (nuint i = 0; i < (nuint)full; i += (nuint)lanes)
            Tanh(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        if (full == source.Length)
            return;
        // The rest goes through a full vector, so that a value does not depend on its place.
        Span<double> padded = stackalloc double[Vector512<double>.Count];
        padded.Clear();
        source[full..].CopyTo(padded);
        Tanh(Vector512.Create<double>(padded)).CopyTo(padded);
        padded[..(source.Length - full)].CopyTo(destination[full..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Tanh(Vector512<double> x)
    {
        var magnitude = Vector512.Abs(x);
        var near = Vector512.LessThan(magnitude, Vector512.Create(Switch));
        var z = x * x;
        var p = Add(
            Add(Vector512.Create(-9.64399179425052238628E-1), z, -9.92877231001918586564E1),
            z,
            -1.61468768441708447952E3
        );
        var q = Add(
            Add(z + Vector512.Create(1.12811678491632931402E2), z, 2.23548839060100448583E3),
            z,
            4.84406305325125486048E3
        );
        var e = Exp(Vector512.Min(magnitude, Vector512.Create(Saturation)) * 2);
        // One division serves both branches.
        var quotient =
            Vector512.ConditionalSelect(near, p, Vector512.Create(2.0))
            / Vector512.ConditionalSelect(near, q, e + Vector512<double>.One);
        return Vector512.ConditionalSelect(
            near,
            Vector512.FusedMultiplyAdd(x * z, quotient, x),
            Vector512.CopySign(Vector512<double>.One - quotient, x)
        );
    }

    /// <summary>eʸ for 0 ≤ y ≤ 40: 2ⁿeʳ with the series of eʳ, |r| ≤ ln 2/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> y)
    {
        var shifted = Vector512.FusedMultiplyAdd(y, Vector512.Create(1 / Math.Log(2)), Vector512.Create(Rounder));
        var n = shifted - Vector512.Create(Rounder);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-LogTwoHigh), y);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-LogTwoLow), r);
        var coefficients = ReciprocalFactorials;
        var sum = Vector512.Create(coefficients[^1]);
        for (var k = coefficients.Length - 2; k >= 0; k--)
            sum = Add(sum, r, coefficients[k]);
        var power = Vector512.ShiftLeft(shifted.AsInt64() + Vector512.Create(1023L), 52).AsDouble();
        return sum * power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add(Vector512<double> sum, Vector512<double> x, double next) =>
        Vector512.FusedMultiplyAdd(sum, x, Vector512.Create(next));

    private static double[] Reciprocals(int last)
    {
        var result = new double[last + 1];
        result[0] = 1;
        for (var k = 1; k <= last; k++)
            result[k] = result[k - 1] / k;
        return result;
    }
}
