using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// How far the leading eigenvector of a symmetric matrix H is from that of one diagonal block A, padded with zeros, and
/// what bounds it: the size of the rest over a spectral gap (Davis and Kahan; D, App. E.6).
/// </summary>
public sealed class BlockPerturbation
{
    private readonly double[] values;
    private readonly double[] inside;
    private readonly double outside;

    /// <summary>Compares a matrix with one of its diagonal blocks.</summary>
    /// <param name="matrix">H, symmetric</param>
    /// <param name="block">rows of A from 0, some and not all</param>
    /// <exception cref="ArgumentException">H is not symmetric, or A has no row or all of them</exception>
    public BlockPerturbation(Matrix matrix, IReadOnlyCollection<int> block)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(block);
        int[] rows = [.. block.Order()];
        int[] others = [.. Enumerable.Range(0, matrix.Rows).Except(rows)];
        if (rows.Length == 0 || others.Length == 0)
            throw new ArgumentException(
                $"The block has {rows.Length} of {matrix.Rows} rows; it needs some and not all."
            );

        var whole = Factorizations.SymmetricEigen(matrix);
        var part = Factorizations.SymmetricEigen(SubMatrix.Of(matrix, rows, rows));
        (values, inside) = (whole.Values, part.Values);
        outside = Factorizations.SymmetricEigenvalues(SubMatrix.Of(matrix, others, others))[0];
        var padded = new double[matrix.Rows];
        for (var i = 0; i < rows.Length; i++)
            padded[rows[i]] = part.Vectors[i, 0];
        var leading = whole.Vectors.Column(0);
        Sine = SineOf(padded, leading);
        WeightOutside = others.Sum(i => leading[i] * leading[i]);
        Residual = ResidualOf(matrix, padded, inside[0]);
        var rest = WithoutBlock(matrix, rows);
        Perturbation = SymmetricNorm(rest);
        Coupling = SymmetricNorm(WithoutBlock(rest, others));
    }

    /// <summary>sin∠(ṽ, v) of the padded leading eigenvector ṽ of A and v of H.</summary>
    public double Sine { get; }

    /// <summary>Σ v_i² outside A.</summary>
    public double WeightOutside { get; }

    /// <summary>‖r‖, r = Hṽ − λ̃ṽ with λ̃ = λ₁(A).</summary>
    public double Residual { get; }

    /// <summary>‖E‖₂ for E = H − A ⊕ 0, everything but A.</summary>
    public double Perturbation { get; }

    /// <summary>‖E‖₂ for E the two blocks off the diagonal only.</summary>
    public double Coupling { get; }

    /// <summary>λ̃ − λ₂(H), the gap of the correct bound, which says something only when it is positive.</summary>
    public double Gap => inside[0] - values[1];

    /// <summary>λ₁ − λ₂ inside A; +∞ for a block of one row.</summary>
    public double GapInside => inside.Length == 1 ? double.PositiveInfinity : inside[0] - inside[1];

    /// <summary>λ̃ less the largest other eigenvalue of the two diagonal blocks.</summary>
    public double GapOfBlocks => Math.Min(GapInside, inside[0] - outside);

    /// <summary>‖r‖/(λ̃ − λ₂(H)), an upper bound of the sine; +∞ when the gap is not positive.</summary>
    public double Bound => Gap > 0 ? Residual / Gap : double.PositiveInfinity;

    private static Matrix WithoutBlock(Matrix matrix, int[] rows)
    {
        var rest = matrix.Copy();
        foreach (var i in rows)
        {
            foreach (var j in rows)
                rest[i, j] = 0;
        }
        return rest;
    }

    private static double SymmetricNorm(Matrix matrix)
    {
        var spectrum = Factorizations.SymmetricEigenvalues(matrix);
        return Math.Max(spectrum[0], -spectrum[^1]);
    }

    // The part of b across a, whose length keeps small angles.
    private static double SineOf(double[] a, double[] b)
    {
        var across = new double[a.Length];
        TensorPrimitives.MultiplyAdd(a, -TensorPrimitives.Dot<double>(a, b), b, across);
        return TensorPrimitives.Norm<double>(across);
    }

    private static double ResidualOf(Matrix matrix, double[] vector, double value)
    {
        var residual = new double[vector.Length];
        for (var i = 0; i < residual.Length; i++)
            residual[i] = TensorPrimitives.Dot(matrix.Row(i), vector) - (value * vector[i]);
        return TensorPrimitives.Norm<double>(residual);
    }
}
