using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>Long vectors in one flat array, row after row, and sweeps of Gram–Schmidt against the first of them.</summary>
internal sealed class OrthonormalRows
{
    // A piece of the swept vector stays in the first-level cache while the same piece of every row passes by.
    private const int Piece = 2048;

    private readonly double[] entries;
    private readonly double[] coefficients;

    /// <summary>Room for a number of rows, their entries undefined.</summary>
    /// <exception cref="ArgumentException">the array would have more entries than an array can have</exception>
    public OrthonormalRows(int rows, int dimension)
    {
        var size = (long)rows * dimension;
        if (size > Array.MaxLength)
        {
            throw new ArgumentException(
                $"A basis of {rows} vectors of dimension {dimension} has {size} entries; an array holds at most "
                    + $"{Array.MaxLength}. Take fewer steps."
            );
        }

        Dimension = dimension;
        entries = GC.AllocateUninitializedArray<double>((int)size);
        coefficients = new double[rows];
    }

    /// <summary>Length of a row.</summary>
    public int Dimension { get; }

    /// <summary>One row.</summary>
    public Span<double> this[int row] => entries.AsSpan(row * Dimension, Dimension);

    /// <summary>w ← w − Q(Qᵀw) for the first <paramref name="count"/> rows; returns the norm that is left.</summary>
    public double Sweep(Span<double> vector, int count)
    {
        var c = coefficients.AsSpan(0, count);
        c.Clear();
        for (var first = 0; first < Dimension; first += Piece)
        {
            var piece = vector[first..Math.Min(first + Piece, Dimension)];
            for (var i = 0; i < count; i++)
            {
                c[i] += TensorPrimitives.Dot<double>(this[i].Slice(first, piece.Length), piece);
            }
        }

        for (var first = 0; first < Dimension; first += Piece)
        {
            var piece = vector[first..Math.Min(first + Piece, Dimension)];
            for (var i = 0; i < count; i++)
            {
                TensorPrimitives.MultiplyAdd(this[i].Slice(first, piece.Length), -c[i], piece, piece);
            }
        }

        return TensorPrimitives.Norm<double>(vector);
    }

    /// <summary>Σᵢ wᵢ·row i, one weight for each of the first rows.</summary>
    public void Combine(ReadOnlySpan<double> weights, Span<double> result)
    {
        result.Clear();
        for (var i = 0; i < weights.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(this[i], weights[i], result, result);
        }
    }

    /// <summary>max |QᵀQ − I| over the first <paramref name="count"/> rows.</summary>
    public double OrthogonalityLoss(int count)
    {
        var largest = 0.0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var product = TensorPrimitives.Dot<double>(this[i], this[j]);
                largest = Math.Max(largest, Math.Abs(i == j ? product - 1 : product));
            }
        }

        return largest;
    }
}
