using System.Numerics.Tensors;

namespace Dlnx.Flatness;

/// <summary>
/// The semicircle law of a symmetric random matrix with entries of variance σ²/P, the model of a Hessian's bulk (D/C-edge).
/// </summary>
/// <param name="Sigma">σ &gt; 0</param>
public sealed record SemicircleBulk(double Sigma)
{
    // Mean and standard deviation of the Tracy–Widom law with β = 1 (Bornemann 2010).
    private const double EdgeMean = -1.2065335745820;
    private const double EdgeDeviation = 1.2679793510;

    /// <summary>2σ, half the width of the bulk.</summary>
    public double Radius => 2 * Sigma;

    /// <summary>√(4σ² − x²)/(2πσ²) on [−2σ, 2σ], 0 beyond.</summary>
    public double Density(double x) =>
        Math.Sqrt(Math.Max(0, (Radius * Radius) - (x * x))) / (2 * Math.PI * Sigma * Sigma);

    /// <summary>The share of eigenvalues below x.</summary>
    public double Cumulative(double x)
    {
        var u = Math.Clamp(x / Radius, -1, 1);
        return 0.5 + (((u * Math.Sqrt(1 - (u * u))) + Math.Asin(u)) / Math.PI);
    }

    /// <summary>The mean of the smallest eigenvalue, −2σ + 1.20653σP^(−2/3) up to higher orders in 1/P.</summary>
    /// <param name="size">P, rows of the matrix</param>
    public double SmallestMean(int size) => -Radius - (EdgeMean * Sigma * Math.Pow(size, -2.0 / 3));

    /// <summary>The standard deviation of the smallest eigenvalue, 1.268σP^(−2/3) up to higher orders.</summary>
    /// <param name="size">P, rows of the matrix</param>
    public double SmallestDeviation(int size) => EdgeDeviation * Sigma * Math.Pow(size, -2.0 / 3);

    /// <summary>The bulk whose lower edge is the given eigenvalue: σ = |λ_min|/2.</summary>
    public static SemicircleBulk FromSmallest(double smallest) => new(Math.Abs(smallest) / 2);

    /// <summary>
    /// The index of non-quadraticness σ/λ̄ (D/C-index), λ̄ the root mean square of the outliers: dimensionless.
    /// </summary>
    /// <param name="outliers">eigenvalues outside the bulk, at least one, not all zero</param>
    /// <exception cref="ArgumentException">there is no outlier</exception>
    public double RelativeTo(ReadOnlySpan<double> outliers)
    {
        if (outliers.IsEmpty)
            throw new ArgumentException("The index needs at least one outlier.", nameof(outliers));
        return Sigma * Math.Sqrt(outliers.Length) / TensorPrimitives.Norm(outliers);
    }
}
