using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// How far the leading eigenvector of a symmetric matrix is from that of one diagonal block A, padded with zeros, and
/// what bounds it: ‖r‖ and ‖E‖ over a spectral gap (Davis and Kahan; D, App. E.6).
/// </summary>
public sealed class BlockPerturbation
{
    private BlockPerturbation(Matrix matrix, Range block)
    {
        var (start, size) = block.GetOffsetAndLength(matrix.Rows);
        var (whole, inside) = (
            Factorizations.SymmetricEigen(matrix),
            Factorizations.SymmetricEigen(Part(matrix, block))
        );
        BlockValues = inside.Values;
        Values = whole.Values;
        var padded = new double[matrix.Rows];
        inside.Vectors.Column(0).CopyTo(padded, start);
        Sine = SineOf(padded, whole.Vectors.Column(0));
        Residual = ResidualOf(matrix, padded, BlockValues[0]);
        var perturbation = matrix.Copy();
        for (var i = start; i < start + size; i++)
            perturbation.Row(i).Slice(start, size).Clear();
        Perturbation = OperatorNorm.Of(perturbation);
        Weight = 1 - whole.Vectors.Column(0).AsSpan(start, size).ToArray().Sum(x => x * x);
    }

    /// <summary>sin∠(ṽ, v) of the padded leading eigenvector ṽ of the block and v of the matrix.</summary>
    public double Sine { get; }

    /// <summary>‖r‖, r = Hṽ − λ̃ṽ.</summary>
    public double Residual { get; }

    /// <summary>‖E‖₂, E = H − H_AA ⊕ 0.</summary>
    public double Perturbation { get; }

    /// <summary>Σ v_i² outside the block.</summary>
    public double Weight { get; }

    /// <summary>Eigenvalues of the block, descending; the first is λ̃.</summary>
    public double[] BlockValues { get; }

    /// <summary>Eigenvalues of the matrix, descending.</summary>
    public double[] Values { get; }

    /// <summary>λ̃ − λ₂(H), the gap for which the bounds hold; they need it positive.</summary>
    public double Gap => BlockValues[0] - Values[1];

    /// <summary>λ₁ − λ₂ inside the block; +∞ for a block of one parameter.</summary>
    public double GapInside => BlockValues.Length == 1 ? double.PositiveInfinity : BlockValues[0] - BlockValues[1];

    /// <summary>‖r‖/(λ̃ − λ₂(H)); +∞ when the gap is not positive.</summary>
    public double Bound => Gap > 0 ? Residual / Gap : double.PositiveInfinity;

    /// <summary>Compares a matrix with one of its diagonal blocks.</summary>
    /// <param name="matrix">symmetric, at least 2 × 2</param>
    /// <param name="block">rows of the block, not empty and not all</param>
    /// <exception cref="ArgumentException">not symmetric, or the block is empty or everything</exception>
    public static BlockPerturbation Of(Matrix matrix, Range block)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var (_, size) = block.GetOffsetAndLength(matrix.Rows);
        if (size == 0 || size == matrix.Rows)
            throw new ArgumentException($"The block has {size} of {matrix.Rows} rows; it needs some and not all.");
        return new(matrix, block);
    }

    private static Matrix Part(Matrix matrix, Range block)
    {
        var (start, size) = block.GetOffsetAndLength(matrix.Rows);
        var part = new Matrix(size, size);
        for (var i = 0; i < size; i++)
            matrix.Row(start + i)[block].CopyTo(part.Row(i));
        return part;
    }

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
