using System.Buffers;
using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>
/// What a Lanczos step does to long vectors, piece by piece: a piece stays in the first-level cache while all that is to be
/// done with it at a time is done, and the pieces are shared out among workers. The pieces are the same for any number of
/// workers and their sums are added in their order, so that the bits of a result do not depend on it.
/// </summary>
internal sealed class VectorCrew
{
    private const int Piece = 2048;

    // A pass over two vectors is over in the time that it takes to share it out; over a whole basis it is not.
    private const int FewVectors = 8;

    // Columns of the product that combines vectors: so many of some hundred vectors stay in the second-level cache.
    private const int Columns = 120;

    private readonly WorkerCrew crew;
    private readonly int dimension;
    private readonly int pieces;
    private readonly double[] sums;
    private readonly Action<int> sweep;
    private double[] vector = [];
    private double[]? removed;
    private double[]? projected;
    private double factor;

    /// <summary>Prepares the work on vectors of one length.</summary>
    public VectorCrew(WorkerCrew crew, int dimension)
    {
        this.crew = crew;
        this.dimension = dimension;
        pieces = (dimension + Piece - 1) / Piece;
        sums = new double[pieces];
        sweep = SweepChunk;
    }

    /// <summary>v ← v − factor·d, and then vᵀw; d may be null.</summary>
    public double Remove(double[] v, double[]? d, double multiple, double[] w)
    {
        (vector, removed, factor, projected) = (v, d, -multiple, w);
        return Sweep(isShared: false);
    }

    /// <summary>Removes from v its components along orthonormal vectors, one by one; returns the norm that is left.</summary>
    public double Orthogonalise(double[] v, ReadOnlySpan<double[]> basis)
    {
        vector = v;
        var isShared = basis.Length >= FewVectors;
        foreach (var direction in basis)
        {
            // Not one pass that removes one vector and projects on the next: both must stay in the cache for that.
            (removed, projected) = (null, direction);
            factor = -Sweep(isShared);
            (removed, projected) = (direction, null);
            Sweep(isShared);
        }

        (removed, projected) = (null, v);
        return Math.Sqrt(Sweep(isShared));
    }

    /// <summary>Writes combinations of vectors, one for each row of coefficients, by dense products with columns of them.</summary>
    public void Combine(Matrix coefficients, double[][] basis, double[][] combinations)
    {
        var shape = new ProductShape(coefficients.Rows, coefficients.Columns, Columns);
        var size = (shape.Inner + shape.Rows) * Columns;
        crew.Run(
            (dimension + Columns - 1) / Columns,
            block =>
            {
                var buffer = ArrayPool<double>.Shared.Rent(size);
                var columns = buffer.AsSpan(0, shape.Inner * Columns);
                var result = buffer.AsSpan(columns.Length, shape.Rows * Columns);
                var first = block * Columns;
                var used = Math.Min(Columns, dimension - first);
                for (var j = 0; j < shape.Inner; j++)
                    basis[j].AsSpan(first, used).CopyTo(columns[(j * Columns)..]);
                DenseKernels.Multiply(coefficients.Span, columns, result, shape);
                for (var i = 0; i < shape.Rows; i++)
                    result.Slice(i * Columns, used).CopyTo(combinations[i].AsSpan(first));
                ArrayPool<double>.Shared.Return(buffer);
            }
        );
    }

    /// <summary>Removes what is to be removed, projects, and returns the inner product.</summary>
    private double Sweep(bool isShared)
    {
        if (isShared)
        {
            crew.Run(crew.Workers, sweep);
        }
        else
        {
            for (var chunk = 0; chunk < crew.Workers; chunk++)
                SweepChunk(chunk);
        }

        var sum = 0.0;
        foreach (var part in sums)
            sum += part;
        return sum;
    }

    private void SweepChunk(int chunk)
    {
        var end = (chunk + 1) * pieces / crew.Workers;
        for (var piece = chunk * pieces / crew.Workers; piece < end; piece++)
        {
            var part = Part(vector, piece);
            if (removed is not null)
                TensorPrimitives.MultiplyAdd(Part(removed, piece), factor, part, part);
            if (projected is not null)
                sums[piece] = TensorPrimitives.Dot<double>(Part(projected, piece), part);
        }
    }

    private Span<double> Part(double[] v, int piece) =>
        v.AsSpan(piece * Piece, Math.Min(Piece, dimension - (piece * Piece)));
}
