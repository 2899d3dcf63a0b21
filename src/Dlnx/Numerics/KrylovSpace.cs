using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Dlnx.Numerics;

/// <summary>
/// One Lanczos run in the orthogonal complement of locked vectors. A new basis vector goes through the three-term recurrence;
/// it and its successor are orthogonalised against all earlier ones only when <see cref="OrthogonalityEstimate"/> says that
/// they need it. For long vectors that is what a run would spend most of its time on.
/// </summary>
/// <param name="apply">the operator</param>
/// <param name="dimension">its rows and columns</param>
/// <param name="locked">unit vectors, each orthogonal to the others, that all basis vectors are kept orthogonal to</param>
/// <param name="storage">vectors of earlier runs that are no longer needed: large arrays are dear to make</param>
internal sealed class KrylovSpace(
    SymmetricOperator apply,
    int dimension,
    IReadOnlyList<RitzPair> locked,
    List<double[]> storage
)
{
    /// <summary>A coupling below this times the operator's scale is rounding: the space is invariant.</summary>
    private const double InvarianceTolerance = 1e-13;

    /// <summary>Twice is enough for a vector that is more than rounding; what shrinks further is rounding.</summary>
    private const int MaximumPasses = 3;

    // A piece of all the Ritz vectors stays in the second-level cache while the same piece of the basis passes by.
    private const int Piece = 4096;

    private readonly OrthogonalityEstimate estimate = new(dimension);
    private readonly List<double> diagonal = [];
    private readonly List<double> coupling = [];
    private bool successorNeedsIt;

    /// <summary>Number of basis vectors so far: operator applications of this run.</summary>
    public int Size => diagonal.Count;

    /// <summary>Whether the operator maps the space into itself: all its Ritz values are eigenvalues.</summary>
    public bool IsInvariant { get; private set; }

    /// <summary>Ritz values of the last analysis, descending.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>Residual norms belonging to <see cref="Values"/>.</summary>
    public double[] Residuals { get; private set; } = [];

    /// <summary>Largest Ritz value in modulus.</summary>
    public double Scale { get; private set; }

    /// <summary>Draws a start vector in the complement of the locked ones.</summary>
    public void Start(RandomStream stream)
    {
        var start = Vector(0);
        stream.FillNormal(start);
        TensorPrimitives.Divide(start, OrthogonaliseFully(start), start);
    }

    /// <summary>Adds one basis vector: one application of the operator.</summary>
    public void Extend()
    {
        var current = Vector(Size);
        var next = Vector(Size + 1);
        apply(current, next);
        diagonal.Add(TensorPrimitives.Dot<double>(current, next));
        TensorPrimitives.MultiplyAdd(current, -diagonal[^1], next, next);
        if (Size > 1)
        {
            Remove(Vector(Size - 2), next);
        }

        RemoveLocked(next);
        coupling.Add(TensorPrimitives.Norm<double>(next));
        Scale = Math.Max(Scale, Math.Max(Math.Abs(diagonal[^1]), coupling[^1]));
        KeepOrthogonal(next);
        var norm = coupling[^1];
        IsInvariant = norm <= InvarianceTolerance * Scale || Size + locked.Count == dimension;
        if (!double.IsFinite(norm))
        {
            throw new ArithmeticException("The operator returned a vector that is not finite; Lanczos cannot go on.");
        }

        if (!IsInvariant)
        {
            TensorPrimitives.Divide(next, norm, next);
        }
    }

    /// <summary>Updates <see cref="Values"/> and <see cref="Residuals"/> from the last components of T's eigenvectors.</summary>
    public void Analyse()
    {
        var lastComponents = new Matrix(Size, 1);
        lastComponents[Size - 1, 0] = 1;
        Values = Decompose(lastComponents);
        var residuals = lastComponents.Span.ToArray();
        for (var i = 0; i < Size; i++)
        {
            residuals[i] = IsInvariant ? 0 : Math.Abs(residuals[i]) * coupling[^1];
        }

        Residuals = residuals;
        Scale = Math.Max(Math.Abs(Values[0]), Math.Abs(Values[^1]));
    }

    /// <summary>The first pairs of the last analysis, with vectors.</summary>
    public IReadOnlyList<RitzPair> Pairs(int count)
    {
        var coefficients = Matrix.Identity(Size);
        Decompose(coefficients);
        RitzPair[] pairs =
        [
            .. Enumerable
                .Range(0, Math.Min(count, Size))
                .Select(i => new RitzPair(Values[i], Residuals[i], new double[dimension])),
        ];
        Combine(coefficients, pairs);
        return pairs;
    }

    private double[] Vector(int index)
    {
        while (storage.Count <= index)
        {
            storage.Add(GC.AllocateUninitializedArray<double>(dimension));
        }

        return storage[index];
    }

    /// <summary>Orthogonalises where the estimate asks for it, and what comes next too: the recurrence takes two vectors.</summary>
    private void KeepOrthogonal(double[] next)
    {
        var loss = estimate.Advance(CollectionsMarshal.AsSpan(diagonal), CollectionsMarshal.AsSpan(coupling), Scale);
        var isLost = !(loss <= OrthogonalityEstimate.Bearable);
        if (isLost || successorNeedsIt)
        {
            coupling[^1] = OrthogonaliseFully(next);
            estimate.Restore(Size);
            successorNeedsIt = !successorNeedsIt;
        }
    }

    private double[] Decompose(Matrix rows) =>
        SymmetricTridiagonal.Descending(CollectionsMarshal.AsSpan(diagonal), CollectionsMarshal.AsSpan(coupling), rows);

    private void Combine(Matrix coefficients, RitzPair[] pairs)
    {
        for (var first = 0; first < dimension; first += Piece)
        {
            var length = Math.Min(Piece, dimension - first);
            for (var j = 0; j < Size; j++)
            {
                var part = Vector(j).AsSpan(first, length);
                for (var i = 0; i < pairs.Length; i++)
                {
                    var sum = pairs[i].Vector.AsSpan(first, length);
                    TensorPrimitives.MultiplyAdd(part, coefficients[i, j], sum, sum);
                }
            }
        }

        foreach (var (_, _, vector) in pairs)
        {
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
        }
    }

    /// <summary>Repeats the removal while it still takes out half of the vector or more; returns the norm that is left.</summary>
    private double OrthogonaliseFully(double[] vector)
    {
        var norm = TensorPrimitives.Norm<double>(vector);
        double before;
        var passes = 0;
        do
        {
            before = norm;
            RemoveLocked(vector);
            for (var j = 0; j < Size; j++)
            {
                Remove(Vector(j), vector);
            }

            norm = TensorPrimitives.Norm<double>(vector);
            passes++;
        } while (norm < 0.5 * before && passes < MaximumPasses);

        return norm;
    }

    private void RemoveLocked(double[] vector)
    {
        foreach (var pair in locked)
        {
            Remove(pair.Vector, vector);
        }
    }

    private static void Remove(double[] direction, double[] vector) =>
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(direction, vector), vector, vector);
}
