using MathNet.Numerics.Providers.LinearAlgebra;

namespace Dlnx.Numerics.Ode;

/// <summary>
/// One step of the Radau IIA method: its factored matrices and the simplified Newton iteration for the increments Z_i, with
/// Z_i = h Σ_j A_ij f(t + c_j h, y + Z_j). Storage is reused from step to step.
/// </summary>
/// <param name="system">f</param>
/// <param name="dimension">n</param>
internal sealed class RadauStep(OdeSystem system, int dimension)
{
    private const int Stages = RadauTableau.Stages;
    private const int MaximumIterations = 6;

    // The provider's matrices are column after column.
    private readonly double[] stageMatrix = new double[Stages * dimension * Stages * dimension];
    private readonly int[] stagePivots = new int[Stages * dimension];
    private readonly double[] errorMatrix = new double[dimension * dimension];
    private readonly int[] errorPivots = new int[dimension];
    private readonly double[] slopes = new double[Stages * dimension];
    private readonly double[] residual = new double[Stages * dimension];
    private readonly double[] point = new double[dimension];
    private readonly double[] error = new double[dimension];

    /// <summary>Z₁, Z₂, Z₃, block after block: the starting values of the iteration, then its result.</summary>
    public double[] Increments { get; } = new double[Stages * dimension];

    /// <summary>The size of the step that the matrices are factored for; 0 before.</summary>
    public double FactoredStep { get; private set; }

    /// <summary>Calls of f so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>How many iterations the last Newton iteration took.</summary>
    public int Iterations { get; private set; }

    /// <summary>By which factor its corrections fell, last seen.</summary>
    public double Rate { get; private set; }

    /// <summary>Factors I − hA⊗J and γ/h − J.</summary>
    /// <param name="jacobian">J, row after row</param>
    /// <param name="h">the step, of either sign</param>
    public void Factor(ReadOnlySpan<double> jacobian, double h)
    {
        var size = Stages * dimension;
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                var entry = jacobian[(i * dimension) + j];
                errorMatrix[(j * dimension) + i] = (i == j ? RadauTableau.RealEigenvalue / h : 0) - entry;
                for (var block = 0; block < Stages * Stages; block++)
                {
                    var row = (block / Stages * dimension) + i;
                    var column = (block % Stages * dimension) + j;
                    stageMatrix[(column * size) + row] =
                        (row == column ? 1 : 0) - (h * RadauTableau.Weights[block] * entry);
                }
            }
        }

        ManagedLinearAlgebraProvider.Instance.LUFactor(stageMatrix, size, stagePivots);
        ManagedLinearAlgebraProvider.Instance.LUFactor(errorMatrix, dimension, errorPivots);
        FactoredStep = h;
    }

    /// <summary>Forgets the matrices, whose Jacobian has changed.</summary>
    public void Unfactor() => FactoredStep = 0;

    /// <summary>Finds the increments; false when the iteration diverges, is too slow or meets numbers that are not finite.</summary>
    public bool Solve(double t, ReadOnlySpan<double> y, double h, OdeOptions options)
    {
        var rtol = options.RelativeTolerance;
        // Hairer, Wanner, IV.8: as accurate as the step's error needs it.
        var tolerance = Math.Max(10 * RadauTableau.Spacing / rtol, Math.Min(0.03, Math.Sqrt(rtol)));
        var before = double.NaN;
        for (Iterations = 1; Iterations <= MaximumIterations; Iterations++)
        {
            Residual(t, y, h);
            ManagedLinearAlgebraProvider.Instance.LUSolveFactored(
                1,
                stageMatrix,
                residual.Length,
                stagePivots,
                residual
            );
            var change = Norm(residual, y, options);
            Rate = change / before;
            var left = Rate / (1 - Rate) * change;
            var remaining = MaximumIterations - Iterations;
            if (!double.IsFinite(change) || Rate >= 1 || left * Math.Pow(Rate, remaining) > tolerance)
                return false;
            for (var i = 0; i < residual.Length; i++)
                Increments[i] += residual[i];
            if (change == 0 || left < tolerance)
                return true;
            before = change;
        }

        return false;
    }

    /// <summary>The estimated error of order 4 in h, as a root mean square in units of atol + rtol·|y|.</summary>
    /// <param name="y">y where the step starts</param>
    /// <param name="slope">f there</param>
    /// <param name="h">the step</param>
    /// <param name="options">the tolerances</param>
    public double ErrorNorm(ReadOnlySpan<double> y, ReadOnlySpan<double> slope, double h, OdeOptions options)
    {
        for (var i = 0; i < dimension; i++)
        {
            var sum = 0.0;
            for (var stage = 0; stage < Stages; stage++)
                sum += RadauTableau.Error[stage] * Increments[(stage * dimension) + i];
            error[i] = slope[i] + (sum / h);
        }

        ManagedLinearAlgebraProvider.Instance.LUSolveFactored(1, errorMatrix, dimension, errorPivots, error);
        return ErrorNorm(y, options);
    }

    /// <summary>
    /// The estimate filtered a second time, after <see cref="ErrorNorm(ReadOnlySpan{double}, ReadOnlySpan{double}, double,
    /// OdeOptions)"/>: for a step off the slow solution of a stiff system, where the first one is far too large.
    /// </summary>
    /// <param name="t">where the step starts</param>
    /// <param name="y">y there</param>
    /// <param name="h">the step</param>
    /// <param name="options">the tolerances</param>
    public double FilteredErrorNorm(double t, ReadOnlySpan<double> y, double h, OdeOptions options)
    {
        for (var i = 0; i < dimension; i++)
            point[i] = y[i] + error[i];
        var slope = residual.AsSpan(0, dimension);
        Evaluate(t, slope);
        return ErrorNorm(y, slope, h, options);
    }

    private void Residual(double t, ReadOnlySpan<double> y, double h)
    {
        for (var stage = 0; stage < Stages; stage++)
        {
            for (var i = 0; i < dimension; i++)
                point[i] = y[i] + Increments[(stage * dimension) + i];
            Evaluate(t + (RadauTableau.Nodes[stage] * h), slopes.AsSpan(stage * dimension, dimension));
        }

        for (var stage = 0; stage < Stages; stage++)
        {
            for (var i = 0; i < dimension; i++)
            {
                var sum = 0.0;
                for (var j = 0; j < Stages; j++)
                    sum += RadauTableau.Weights[(stage * Stages) + j] * slopes[(j * dimension) + i];
                var place = (stage * dimension) + i;
                residual[place] = (h * sum) - Increments[place];
            }
        }
    }

    private void Evaluate(double t, Span<double> destination)
    {
        system(t, point, destination);
        Evaluations++;
    }

    private double ErrorNorm(ReadOnlySpan<double> y, OdeOptions options)
    {
        var last = Increments.AsSpan((Stages - 1) * dimension);
        var sum = 0.0;
        for (var i = 0; i < dimension; i++)
        {
            var largest = Math.Max(Math.Abs(y[i]), Math.Abs(y[i] + last[i]));
            var ratio = error[i] / (options.AbsoluteTolerance + (options.RelativeTolerance * largest));
            sum += ratio * ratio;
        }

        return Math.Sqrt(sum / dimension);
    }

    private double Norm(double[] increments, ReadOnlySpan<double> y, OdeOptions options)
    {
        var sum = 0.0;
        for (var i = 0; i < increments.Length; i++)
        {
            var unit = options.AbsoluteTolerance + (options.RelativeTolerance * Math.Abs(y[i % dimension]));
            sum += increments[i] / unit * (increments[i] / unit);
        }

        return Math.Sqrt(sum / increments.Length);
    }
}
