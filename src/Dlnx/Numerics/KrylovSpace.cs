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
/// <param name="storage">where the basis vectors are</param>
/// <param name="offset">where they begin there</param>
/// <param name="crew">those who work on the vectors</param>
internal sealed class KrylovSpace(
    SymmetricOperator apply,
    int dimension,
    IReadOnlyList<RitzPair> locked,
    VectorStorage storage,
    int offset,
    WorkerCrew crew
)
{
    /// <summary>A coupling below this times the operator's scale is rounding: the space is invariant.</summary>
    private const double InvarianceTolerance = 1e-13;

    /// <summary>Twice is enough for a vector that is more than rounding; what shrinks further is rounding.</summary>
    private const int MaximumPasses = 3;

    private readonly OrthogonalityEstimate estimate = new(dimension);
    private readonly VectorCrew vectors = new(crew, dimension);
    private readonly double[][] lockedVectors = [.. locked.Select(pair => pair.Vector)];
    private readonly List<double> diagonal = [];
    private readonly List<double> coupling = [];
    private bool successorNeedsIt;
    private LockedEstimate? drift;
    private double[][] image = [];

    /// <summary>Rows and columns of the operator.</summary>
    public int Dimension => dimension;

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

    /// <summary>The diagonal of T.</summary>
    public ReadOnlySpan<double> Diagonal => CollectionsMarshal.AsSpan(diagonal);

    /// <summary>What couples each vector to the next; the last is the length of the residual vector.</summary>
    public ReadOnlySpan<double> Coupling => CollectionsMarshal.AsSpan(coupling);

    /// <summary>Draws a start vector in the complement of the locked ones.</summary>
    public void Start(RandomStream stream)
    {
        var start = Vector(Size);
        stream.FillNormal(start);
        TensorPrimitives.Multiply(start, 1 / OrthogonaliseFully(start), start);
    }

    /// <summary>
    /// An empty space in the complement of the first Ritz vectors of the last analysis. The operator couples it to one
    /// combination of them only, so that no more need be removed from a product until rounding has brought in the others.
    /// </summary>
    public KrylovSpace Complement(int count)
    {
        var pairs = Pairs(count);
        var coupled = new double[dimension];
        foreach (var pair in pairs)
            TensorPrimitives.MultiplyAdd(pair.Vector, pair.Coupling, coupled, coupled);
        TensorPrimitives.Divide(coupled, TensorPrimitives.Norm<double>(coupled), coupled);
        return new(apply, dimension, pairs, storage, offset + Size + 1, crew)
        {
            drift = new([.. pairs.Select(pair => pair.Value)], dimension),
            image = [coupled],
        };
    }

    /// <summary>Adds one basis vector: one application of the operator.</summary>
    public void Extend()
    {
        var current = Vector(Size);
        var next = Vector(Size + 1);
        apply(current, next);
        diagonal.Add(vectors.Remove(next, null, 0, current));
        var norm = RemoveRecurrence(next, current, Size == 1 ? null : Vector(Size - 2));
        if (locked.Count > 0)
            norm = vectors.Orthogonalise(next, drift is null ? lockedVectors : image);
        coupling.Add(norm);
        Scale = Math.Max(Scale, Math.Max(Math.Abs(diagonal[^1]), coupling[^1]));
        KeepOrthogonal(next);
        norm = coupling[^1];
        IsInvariant = norm <= InvarianceTolerance * Scale || Size + locked.Count == dimension;
        if (!double.IsFinite(norm))
        {
            throw new ArithmeticException("The operator returned a vector that is not finite; Lanczos cannot go on.");
        }

        if (!IsInvariant)
        {
            TensorPrimitives.Multiply(next, 1 / norm, next);
        }
    }

    /// <summary>The residual norm of one of the extreme Ritz values.</summary>
    public double Residual(double value) =>
        IsInvariant ? 0 : coupling[^1] * SturmSequence.LastComponent(Diagonal, Coupling, value);

    /// <summary>Updates <see cref="Values"/> and <see cref="Residuals"/> from the last components of T's eigenvectors.</summary>
    public void Analyse()
    {
        var lastComponents = new Matrix(Size, 1);
        lastComponents[Size - 1, 0] = 1;
        Values = Decompose(lastComponents);
        var residuals = lastComponents.Span.ToArray();
        for (var i = 0; i < Size; i++)
        {
            residuals[i] = Math.Abs(Coupled(residuals[i]));
        }

        Residuals = residuals;
        Scale = Math.Max(Math.Abs(Values[0]), Math.Abs(Values[^1]));
    }

    /// <summary>The first pairs of the last analysis, with vectors.</summary>
    public IReadOnlyList<RitzPair> Pairs(int count)
    {
        var coefficients = Matrix.Identity(Size);
        Decompose(coefficients);
        count = Math.Min(count, Size);
        double[][] ritz = [.. Enumerable.Range(0, count).Select(_ => GC.AllocateUninitializedArray<double>(dimension))];
        var leading = new Matrix(count, Size, coefficients.Span[..(count * Size)].ToArray());
        vectors.Combine(leading, storage.Range(offset, Size).ToArray(), ritz);
        foreach (var vector in ritz)
            TensorPrimitives.Multiply(vector, 1 / vectors.Orthogonalise(vector, []), vector);
        return [.. ritz.Select((vector, i) => new RitzPair(Values[i], Coupled(coefficients[i, Size - 1]), vector))];
    }

    // The component along the vector before is known in exact arithmetic, but not where the operator is all rounding.
    private double RemoveRecurrence(double[] next, double[] current, double[]? before)
    {
        if (before is null)
            return Math.Sqrt(vectors.Remove(next, current, diagonal[^1], next));
        var component = vectors.Remove(next, current, diagonal[^1], before);
        return Math.Sqrt(vectors.Remove(next, before, component, next));
    }

    private double[] Vector(int index) => storage[offset + index];

    /// <summary>Orthogonalises where the estimate asks for it, and what comes next too: the recurrence takes two vectors.</summary>
    private void KeepOrthogonal(double[] next)
    {
        var loss = estimate.Advance(Diagonal, Coupling, Scale);
        if (drift is not null)
            loss = Math.Max(loss, drift.Advance(Diagonal, Coupling, Scale));
        var isLost = !(loss <= OrthogonalityEstimate.Bearable);
        if (isLost || successorNeedsIt)
        {
            coupling[^1] = OrthogonaliseFully(next);
            estimate.Restore(Size);
            drift?.Restore();
            successorNeedsIt = !successorNeedsIt;
        }
    }

    private double Coupled(double lastComponent) => IsInvariant ? 0 : lastComponent * coupling[^1];

    private double[] Decompose(Matrix rows) => SymmetricTridiagonal.Descending(Diagonal, Coupling, rows);

    /// <summary>Repeats the removal while it still takes out half of the vector or more; returns the norm that is left.</summary>
    private double OrthogonaliseFully(double[] vector)
    {
        var norm = vectors.Orthogonalise(vector, []);
        double before;
        var passes = 0;
        do
        {
            before = norm;
            vectors.Orthogonalise(vector, lockedVectors);
            norm = vectors.Orthogonalise(vector, storage.Range(offset, Size));
            passes++;
        } while (norm < 0.5 * before && passes < MaximumPasses);

        return norm;
    }
}
