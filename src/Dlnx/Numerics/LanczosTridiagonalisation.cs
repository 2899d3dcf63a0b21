using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>
/// Lanczos reduction of a symmetric operator to a tridiagonal matrix T from a given start vector, with a choice of
/// reorthogonalisation: QᵀAQ = T, the rows of the basis being the columns of Q. One object is used for any number of runs of
/// the same size; a step allocates nothing.
/// </summary>
/// <remarks>
/// Where the new vector depends on the earlier ones, T splits and a random direction orthogonal to them continues (restart), so
/// that a complete run finds the whole spectrum with multiplicities. A short run sees each eigenvalue once.
/// <see cref="Lanczos"/> on the other hand iterates until a wanted number of eigenvalues, multiplicities included, has
/// converged.
/// </remarks>
public sealed class LanczosTridiagonalisation
{
    private const double DependenceFloor = 1e-12;
    private const double SmallestRestart = 1e-8;
    private static readonly double AcceptedShortening = 1 / Math.Sqrt(2);

    private readonly OrthonormalRows basis;
    private readonly Reorthogonalisation rule;
    private readonly double[] diagonal;
    private readonly double[] coupling;
    private Matrix? ritzCoefficients;

    /// <summary>Makes room for runs of up to <paramref name="maximumSteps"/> steps.</summary>
    /// <param name="dimension">n ≥ 1, rows and columns of the operator</param>
    /// <param name="maximumSteps">the largest m of a run, 1 ≤ m ≤ n; m + 1 vectors are kept</param>
    /// <param name="rule">how orthogonality is kept</param>
    /// <exception cref="ArgumentException">a size is out of range, or the basis does not fit into one array</exception>
    public LanczosTridiagonalisation(
        int dimension,
        int maximumSteps,
        Reorthogonalisation rule = Reorthogonalisation.ModifiedParlettKahan
    )
    {
        if (maximumSteps < 1 || maximumSteps > dimension)
        {
            throw new ArgumentException(
                $"Lanczos takes from 1 to {dimension} steps on an operator of dimension {dimension}; found {maximumSteps}."
            );
        }

        basis = new OrthonormalRows(maximumSteps + 1, dimension);
        diagonal = new double[maximumSteps];
        coupling = new double[maximumSteps];
        this.rule = rule;
    }

    /// <summary>m, the basis vectors of the last run and its operator applications.</summary>
    public int Size { get; private set; }

    /// <summary>How often the last run met a dependent vector and went on with a random one.</summary>
    public int Restarts { get; private set; }

    /// <summary>Sweeps of the last run, those of restarts included.</summary>
    public int Sweeps { get; private set; }

    /// <summary>
    /// Basis vectors that the sweeps of the last run went through: the cost of orthogonality, in units of one inner product
    /// and one addition of a multiple.
    /// </summary>
    public long SweptVectors { get; private set; }

    /// <summary>a₁…a_m of the last run.</summary>
    public ReadOnlySpan<double> Diagonal => diagonal.AsSpan(0, Size);

    /// <summary>b₁…b_m: b_j couples j and j + 1, 0 at restarts; b_m is the length of the residual vector.</summary>
    public ReadOnlySpan<double> Coupling => coupling.AsSpan(0, Size);

    /// <summary>Eigenvalues of T, descending.</summary>
    public double[] RitzValues { get; private set; } = [];

    /// <summary>‖Ay − θy‖ of each Ritz pair, as b_m times the last component of T's eigenvector.</summary>
    public double[] ResidualNorms { get; private set; } = [];

    /// <summary>q_{j+1}, the basis vector of index j = 0…m − 1.</summary>
    public ReadOnlySpan<double> BasisVector(int index) => basis[InRange(index)];

    /// <summary>max |QᵀQ − I| of the last run.</summary>
    public double OrthogonalityLoss() => basis.OrthogonalityLoss(Size);

    /// <summary>The unit vector of the Ritz value of that index, 0 for the largest.</summary>
    /// <param name="index">0…m − 1</param>
    /// <param name="vector">n entries, overwritten</param>
    public void RitzVector(int index, Span<double> vector)
    {
        basis.Combine(RitzCoefficients().Row(InRange(index)), vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
    }

    /// <summary>Runs m steps; the results of the run before are overwritten.</summary>
    /// <param name="apply">A, symmetric</param>
    /// <param name="start">the direction of q₁, n entries, not zero</param>
    /// <param name="steps">m, at most the largest of this object; without reorthogonalisation it may end earlier</param>
    /// <param name="restarts">the source of the random directions of restarts; used by restarts only</param>
    /// <exception cref="ArgumentException">the start is zero, not finite or of another length, or m is out of range</exception>
    /// <exception cref="ArithmeticException">the operator returned a vector that is not finite</exception>
    public void Run(SymmetricOperator apply, ReadOnlySpan<double> start, int steps, RandomStream restarts)
    {
        ArgumentNullException.ThrowIfNull(apply);
        ArgumentNullException.ThrowIfNull(restarts);
        Begin(start, steps);
        var scale = 0.0;
        while (true)
        {
            var next = basis[Size + 1];
            scale = Math.Max(scale, Extend(apply, next));
            var length = TensorPrimitives.Norm<double>(next);
            coupling[Size - 1] = length;
            if (Size == steps || (rule == Reorthogonalisation.None && length == 0))
            {
                break;
            }

            var accepted = Orthogonalise(next, length);
            var dependent = rule != Reorthogonalisation.None && !(accepted > DependenceFloor * scale);
            coupling[Size - 1] = dependent ? 0 : accepted;
            var norm = dependent ? Restart(next, restarts) : accepted;
            TensorPrimitives.Divide(next, norm, next);
        }

        Analyse();
    }

    private void Begin(ReadOnlySpan<double> start, int steps)
    {
        var norm = TensorPrimitives.Norm(start);
        if (start.Length != basis.Dimension || !(norm > 0) || !double.IsFinite(norm))
        {
            throw new ArgumentException(
                $"A start vector has {basis.Dimension} finite entries, not all zero; found {start.Length} of norm {norm}.",
                nameof(start)
            );
        }

        if (steps < 1 || steps > diagonal.Length)
        {
            throw new ArgumentException(
                $"There is room for 1 to {diagonal.Length} steps; found {steps}.",
                nameof(steps)
            );
        }

        (Size, Restarts, Sweeps, SweptVectors) = (0, 0, 0, 0);
        TensorPrimitives.Divide(start, norm, basis[0]);
    }

    /// <summary>One application and the three-term recurrence into <paramref name="next"/>; returns ‖Aq‖.</summary>
    private double Extend(SymmetricOperator apply, Span<double> next)
    {
        var current = basis[Size];
        apply(current, next);
        var length = TensorPrimitives.Norm<double>(next);
        if (!double.IsFinite(length))
        {
            throw new ArithmeticException("The operator returned a vector that is not finite; Lanczos cannot go on.");
        }

        diagonal[Size] = TensorPrimitives.Dot<double>(current, next);
        TensorPrimitives.MultiplyAdd(current, -diagonal[Size], next, next);
        if (Size > 0)
        {
            TensorPrimitives.MultiplyAdd(basis[Size - 1], -coupling[Size - 1], next, next);
        }

        Size++;
        return length;
    }

    /// <summary>Sweeps by the rule; returns the accepted length, 0 for a dependent vector.</summary>
    private double Orthogonalise(Span<double> vector, double length)
    {
        if (rule == Reorthogonalisation.None)
        {
            return length;
        }

        var once = Sweep(vector);
        var enough =
            rule == Reorthogonalisation.Once
            || (rule == Reorthogonalisation.ModifiedParlettKahan && once >= AcceptedShortening * length);
        if (enough)
        {
            return once;
        }

        var twice = Sweep(vector);
        return twice >= AcceptedShortening * once ? twice : 0;
    }

    private double Restart(Span<double> vector, RandomStream restarts)
    {
        Restarts++;
        double norm;
        do
        {
            restarts.FillNormal(vector);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
            Sweep(vector);
            norm = Sweep(vector);
        } while (norm < SmallestRestart);

        return norm;
    }

    private double Sweep(Span<double> vector)
    {
        Sweeps++;
        SweptVectors += Size;
        return basis.Sweep(vector, Size);
    }

    private void Analyse()
    {
        var lastComponents = new Matrix(Size, 1);
        lastComponents[Size - 1, 0] = 1;
        RitzValues = SymmetricTridiagonal.Descending(Diagonal, Coupling, lastComponents);
        ResidualNorms = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            ResidualNorms[i] = Math.Abs(lastComponents[i, 0]) * coupling[Size - 1];
        }

        ritzCoefficients = null;
    }

    // Eigenvectors of T cost m³ operations, its values m²; most runs need values only.
    private Matrix RitzCoefficients()
    {
        if (ritzCoefficients is null)
        {
            ritzCoefficients = Matrix.Identity(Size);
            SymmetricTridiagonal.Descending(Diagonal, Coupling, ritzCoefficients);
        }

        return ritzCoefficients;
    }

    private int InRange(int index) =>
        index >= 0 && index < Size
            ? index
            : throw new ArgumentOutOfRangeException(
                nameof(index),
                $"The last run has {Size} vectors; found index {index}."
            );
}
