namespace Dlnx.Escape;

/// <summary>
/// The shells of a hierarchy of layer scales a₍₁₎ ≤ … ≤ a₍L₎ (C, Lemma 19): on shell k, u ∈ [a₍ₖ₎², a₍ₖ₊₁₎²], the product
/// √Π(u + g_l) with g_l = a₍l₎² − a₍₁₎² is compared with u^{k/2}·Π_{l&gt;k} a₍l₎.
/// </summary>
public static class BottleneckShell
{
    /// <summary>The ratio R of the product to its approximation on shell k.</summary>
    /// <param name="scales">a₍l₎, positive and ascending</param>
    /// <param name="shell">k, from 1 to L</param>
    /// <param name="u">u &gt; 0, a square of the smallest scale on its way up</param>
    /// <exception cref="ArgumentException">the scales are not positive and ascending, or k or u is out of range</exception>
    public static double Ratio(ReadOnlySpan<double> scales, int shell, double u)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shell, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shell, scales.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(u);
        var smallest = scales[0];
        var ratio = 1.0;
        for (var l = 0; l < scales.Length; l++)
        {
            var a = scales[l];
            if (!(smallest > 0 && a >= scales[Math.Max(0, l - 1)]))
                throw new ArgumentException("The scales must be positive and ascending.", nameof(scales));
            ratio *= (u + ((a - smallest) * (a + smallest))) / (l < shell ? u : a * a);
        }

        return Math.Sqrt(ratio);
    }
}
