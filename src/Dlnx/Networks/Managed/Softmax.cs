using System.Numerics;
using System.Numerics.Tensors;

namespace Dlnx.Networks.Managed;

/// <summary>Softmax of every row of a block.</summary>
internal static class Softmax
{
    /// <summary>Writes p_c = e^{z_c}/Σ e^{z_c} and, for each row, log Σ e^{z_c}.</summary>
    public static void Evaluate<T>(ReadOnlySpan<T> z, int classes, Span<T> probabilities, Span<T> logSums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var (row, start) = (0, 0); start < z.Length; row++, start += classes)
        {
            // The largest entry leaves every exponent at or below 0.
            var largest = Largest(z.Slice(start, classes));
            logSums[row] = largest;
            for (var c = start; c < start + classes; c++)
                probabilities[c] = T.Max(z[c] - largest, LeastExponent<T>());
        }

        TensorPrimitives.Exp(probabilities, probabilities);
        for (var (row, start) = (0, 0); start < z.Length; row++, start += classes)
        {
            var sum = T.Zero;
            for (var c = start; c < start + classes; c++)
                sum += probabilities[c];
            var factor = T.One / sum;
            for (var c = start; c < start + classes; c++)
                probabilities[c] *= factor;
            logSums[row] += T.Log(sum);
        }
    }

    /// <summary>Writes ṗ = p∘(ż − p·ż) for one row.</summary>
    public static void Tangent<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<T> change, Span<T> tangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var mean = T.Zero;
        for (var c = 0; c < change.Length; c++)
            mean += probabilities[c] * change[c];
        for (var c = 0; c < change.Length; c++)
            tangent[c] = probabilities[c] * (change[c] - mean);
    }

    // Below it e^x vanishes beside 1, and the vectorised exponential takes another way for the whole vector, with other last
    // bits; which numbers share a vector depends on where in memory they lie.
    private static T LeastExponent<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? T.CreateTruncating(-80) : T.CreateTruncating(-700);

    private static T Largest<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = row[0];
        foreach (var entry in row)
            largest = entry > largest ? entry : largest;
        return largest;
    }
}
