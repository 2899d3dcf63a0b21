using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>
/// One Lanczos run in the orthogonal complement of locked vectors: every new basis vector goes through the three-term
/// recurrence and is then orthogonalised against all earlier and all locked ones.
/// </summary>
internal sealed class KrylovSpace(SymmetricOperator apply, int dimension, IReadOnlyList<RitzPair> locked)
{
    /// <summary>A coupling below this times the operator's scale is rounding: the space is invariant.</summary>
    private const double InvarianceTolerance = 1e-13;

    /// <summary>Twice is enough for a vector that is more than rounding; what shrinks further is rounding.</summary>
    private const int MaximumPasses = 3;

    private readonly List<double[]> basis = [];
    private readonly List<double> diagonal = [];
    private readonly List<double> coupling = [];
    private double[] next = new double[dimension];

    /// <summary>Number of basis vectors so far: operator applications of this run.</summary>
    public int Size => basis.Count;

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
        stream.FillNormal(next);
        TensorPrimitives.Divide(next, OrthogonaliseFully(next), next);
    }

    /// <summary>Adds one basis vector: one application of the operator.</summary>
    public void Extend()
    {
        var current = next;
        basis.Add(current);
        next = new double[dimension];
        apply(current, next);
        diagonal.Add(TensorPrimitives.Dot<double>(current, next));

        // The three-term recurrence takes out what is large; what the full pass then finds is of the size of rounding.
        Remove(current, next);
        if (Size > 1)
        {
            Remove(basis[^2], next);
        }

        var norm = OrthogonaliseFully(next);
        coupling.Add(norm);
        Scale = Math.Max(Scale, Math.Max(Math.Abs(diagonal[^1]), norm));
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
        var lastRow = new Matrix(1, Size);
        lastRow[0, Size - 1] = 1;
        Values = Decompose(lastRow);
        var residuals = lastRow.Row(0).ToArray();
        for (var i = 0; i < Size; i++)
        {
            residuals[i] = IsInvariant ? 0 : Math.Abs(residuals[i]) * coupling[^1];
        }

        Residuals = residuals;
        Scale = Math.Max(Math.Abs(Values[0]), Math.Abs(Values[^1]));
    }

    /// <summary>The first pairs of the last analysis, with vectors.</summary>
    public IEnumerable<RitzPair> Pairs(int count)
    {
        var coefficients = Matrix.Identity(Size);
        Decompose(coefficients);
        for (var i = 0; i < Math.Min(count, Size); i++)
        {
            yield return new(Values[i], Residuals[i], Combine(coefficients.Column(i)));
        }
    }

    private double[] Decompose(Matrix rows) =>
        SymmetricTridiagonal.Descending(diagonal.ToArray(), coupling.ToArray(), rows);

    private double[] Combine(double[] coefficients)
    {
        var vector = new double[dimension];
        for (var j = 0; j < coefficients.Length; j++)
        {
            TensorPrimitives.MultiplyAdd(basis[j], coefficients[j], vector, vector);
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
        return vector;
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
            Orthogonalise(vector);
            norm = TensorPrimitives.Norm<double>(vector);
            passes++;
        } while (norm < 0.5 * before && passes < MaximumPasses);

        return norm;
    }

    /// <summary>Removes the components along all locked and all basis vectors.</summary>
    private void Orthogonalise(double[] vector)
    {
        foreach (var pair in locked)
        {
            Remove(pair.Vector, vector);
        }

        foreach (var earlier in basis)
        {
            Remove(earlier, vector);
        }
    }

    private static void Remove(double[] direction, double[] vector) =>
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(direction, vector), vector, vector);
}
