namespace Dlnx.Linear;

/// <summary>
/// The Hessian spectrum of a diagonal linear network at the minimum where every layer has s*ᵢ^{1/L} on the support of s*,
/// and off it α in every layer but the last, which is 0 (B/thm-3, corrected).
/// </summary>
/// <param name="Depth">L ≥ 1</param>
/// <param name="Target">s*, non-negative</param>
/// <param name="Alpha">α ≥ 0</param>
public sealed record DiagonalHessianSpectrum(int Depth, double[] Target, double Alpha)
{
    /// <summary>s*, non-negative.</summary>
    /// <exception cref="ArgumentException">an entry is negative or not finite</exception>
    public double[] Target { get; } = RequireNonNegative(Target);

    /// <summary>α^{2(L−1)}, the one non-zero eigenvalue of a coordinate off the support; its eigenvector is layer L.</summary>
    public double NullEigenvalue => Math.Pow(Alpha, 2.0 * (Depth - 1));

    /// <summary>α^{2(L−1)}(1 + √(4L−3))/2, the larger of the two values printed for such a coordinate.</summary>
    public double PrintedUpper => NullEigenvalue * (1 + Math.Sqrt((4 * Depth) - 3)) / 2;

    /// <summary>α^{2(L−1)}(1 − √(4L−3))/2, the smaller one; negative for L ≥ 2, which no minimum allows.</summary>
    public double PrintedLower => NullEigenvalue * (1 - Math.Sqrt((4 * Depth) - 3)) / 2;

    /// <summary>The eigenvalues of non-zero form, one per coordinate, descending: Ls*ᵢ^{2−2/L} on the support.</summary>
    public double[] NonZeroEigenvalues =>
        [
            .. Target
                .Select(value => value > 0 ? HessianSpectrum.ModeSharpness(Depth, value) : NullEigenvalue)
                .OrderDescending(),
        ];

    /// <summary>The whole spectrum, L values per coordinate, descending.</summary>
    public double[] Eigenvalues => [.. NonZeroEigenvalues, .. Enumerable.Repeat(0.0, (Depth - 1) * Target.Length)];

    /// <summary>The minimum itself.</summary>
    public DiagonalLinearNetwork Minimum()
    {
        var network = new DiagonalLinearNetwork(Depth, Target.Length);
        for (var layer = 0; layer < Depth; layer++)
        {
            var nullValue = layer == Depth - 1 ? 0 : Alpha;
            for (var i = 0; i < Target.Length; i++)
            {
                network.Layer(layer)[i] = Target[i] > 0 ? Math.Pow(Target[i], 1.0 / Depth) : nullValue;
            }
        }

        return network;
    }

    private static double[] RequireNonNegative(double[] target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.All(value => value >= 0 && double.IsFinite(value))
            ? target
            : throw new ArgumentException(
                $"The target of a diagonal network must be non-negative and finite; found ({string.Join(", ", target)}).",
                nameof(target)
            );
    }
}
