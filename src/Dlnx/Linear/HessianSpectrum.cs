using System.Runtime.InteropServices;

namespace Dlnx.Linear;

/// <summary>One eigenvalue of a closed-form spectrum.</summary>
/// <param name="Value">the eigenvalue</param>
/// <param name="Multiplicity">how often it is listed, ≥ 0</param>
/// <param name="Origin">the formula it comes from, with its indices</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpectralFamily(double Value, int Multiplicity, string Origin);

/// <summary>
/// The spectrum of ∇²f at a global minimum of form (U) or (B), corrected statement of B/lem-1.
/// </summary>
/// <param name="Depth">L ≥ 1</param>
/// <param name="Width">d ≥ r</param>
/// <param name="SingularValues">σ₁, …, σ_r, all positive</param>
/// <param name="Alpha">α ≥ 0, the null block of form (U); 0 is form (B)</param>
public sealed record HessianSpectrum(int Depth, int Width, double[] SingularValues, double Alpha)
{
    private int NullDimension => Width - SingularValues.Length;

    /// <summary>The spectrum at <see cref="GlobalMinimum.Of"/> with the same arguments.</summary>
    /// <exception cref="ArgumentException">a size or value is out of range</exception>
    public static HessianSpectrum AtMinimum(
        MinimumForm form,
        int depth,
        int width,
        double[] singularValues,
        double alpha
    )
    {
        ArgumentNullException.ThrowIfNull(singularValues);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, Math.Max(1, singularValues.Length));
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        if (!singularValues.All(value => value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentException(
                $"Singular values must be positive and finite; found ({string.Join(", ", singularValues)}).",
                nameof(singularValues)
            );
        }

        return new(depth, width, singularValues, form == MinimumForm.Unbalanced ? alpha : 0);
    }

    /// <summary>λᵢⱼ = Σ_{ℓ&lt;L} (σᵢ^{1−1/L−ℓ/L} σⱼ^{ℓ/L})² (B, Section 0); symmetric, λᵢᵢ = Lσᵢ^{2−2/L} = Sᵢ.</summary>
    public static double Lambda(int depth, double sigmaI, double sigmaJ)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        var sum = 0.0;
        for (var l = 0; l < depth; l++)
        {
            sum += Math.Pow(sigmaI, 2.0 * (depth - 1 - l) / depth) * Math.Pow(sigmaJ, 2.0 * l / depth);
        }

        return sum;
    }

    /// <summary>S = Lσ^{2−2/L}, the sharpness of a single direction at its minimum.</summary>
    public static double ModeSharpness(int depth, double sigma) => PathwaySharpness.Single(depth, sigma);

    /// <summary>λᵢⱼ for indices from 0.</summary>
    public double Lambda(int i, int j) => Lambda(Depth, SingularValues[i], SingularValues[j]);

    /// <summary>
    /// The eigenvalue that belongs to the output direction uᵢvⱼᵀ, for indices from 0; an index of at least r is a null
    /// direction. Over all d² pairs these are the families.
    /// </summary>
    public double PairEigenvalue(int i, int j)
    {
        var left = i < SingularValues.Length ? SingularValues[i] : 0;
        var right = j < SingularValues.Length ? Math.Pow(SingularValues[j], 1.0 / Depth) : Alpha;
        var sum = 0.0;
        for (var l = 0; l < Depth; l++)
        {
            sum += Math.Pow(left, 2.0 * (Depth - 1 - l) / Depth) * Math.Pow(right, 2.0 * l);
        }

        return sum;
    }

    /// <summary>The largest eigenvalue; Lσ₁^{2−2/L} whenever α ≤ σ₁^{1/L}.</summary>
    public double Sharpness => Eigenvalues[0];

    /// <summary>All families of non-zero form with their multiplicities; their total is d².</summary>
    public IReadOnlyList<SpectralFamily> Families =>
        [
            .. RankFamilies(),
            .. NullFamilies(),
            new(
                Math.Pow(Alpha, 2.0 * (Depth - 1)),
                NullDimension * NullDimension,
                "α^(2(L−1)), null directions on both sides"
            ),
        ];

    /// <summary>The list as printed in Lemma 1, read as generously as possible: without α^{2(L−1)}.</summary>
    public IReadOnlyList<SpectralFamily> PrintedFamilies => [.. RankFamilies(), .. NullFamilies()];

    /// <summary>The whole spectrum, L·d² values, descending; a minimum is positive semi-definite, so zeros come last.</summary>
    public double[] Eigenvalues => Flatten(Families, Depth * Width * Width);

    /// <summary>The printed list as a spectrum of L·d² values: the families, then zeros.</summary>
    public double[] PrintedEigenvalues => Flatten(PrintedFamilies, Depth * Width * Width);

    private static double[] Flatten(IEnumerable<SpectralFamily> families, int length)
    {
        var values = families.SelectMany(family => Enumerable.Repeat(family.Value, family.Multiplicity)).ToList();
        return [.. values.Concat(Enumerable.Repeat(0.0, length - values.Count)).OrderDescending()];
    }

    private IEnumerable<SpectralFamily> RankFamilies()
    {
        for (var i = 0; i < SingularValues.Length; i++)
        {
            yield return new(ModeSharpness(Depth, SingularValues[i]), 1, $"Lσ^(2−2/L), i = {i + 1}");
            for (var j = i + 1; j < SingularValues.Length; j++)
            {
                yield return new(Lambda(i, j), 2, $"λ, (i, j) = ({i + 1}, {j + 1}) and ({j + 1}, {i + 1})");
            }
        }
    }

    /// <summary>A singular direction on one side, a null direction on the other.</summary>
    private IEnumerable<SpectralFamily> NullFamilies()
    {
        for (var k = 0; k < SingularValues.Length && NullDimension > 0; k++)
        {
            var sigma = SingularValues[k];
            var mixed = 0.0;
            for (var l = 0; l < Depth; l++)
            {
                mixed += Math.Pow(sigma, 2.0 * (Depth - 1 - l) / Depth) * Math.Pow(Alpha, 2.0 * l);
            }

            yield return new(mixed, NullDimension, $"Σ σ^(2−2/L−2ℓ/L) α^(2ℓ), k = {k + 1}");
            yield return new(Math.Pow(sigma, 2 - (2.0 / Depth)), NullDimension, $"σ^(2−2/L), k = {k + 1}");
        }
    }
}
