using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>
/// Extreme eigenvalues of a symmetric operator, counted with multiplicity, by Lanczos iteration with a basis that is kept
/// orthogonal to √ε, which makes its eigenvalues as good as those of an orthogonal one.
/// </summary>
/// <remarks>
/// A Krylov space holds one vector of each eigenspace, so one run cannot see a multiplicity and may miss what its start
/// vector lacks. For more than one eigenvalue the converged pairs are locked and a new random start in their complement
/// looks for anything larger than the smallest of them, until nothing is found. The same happens when a run ends early in
/// an invariant subspace.
/// <para>
/// Values without vectors need less: the first run ends when their errors, squares of the residuals, are known to be small,
/// and the second when the probability that it missed something is (<see cref="LanczosOptions.ValueTolerance"/>,
/// <see cref="LanczosOptions.MissProbability"/>). Only where it does find something are the vectors made to converge.
/// </para>
/// </remarks>
public static class Lanczos
{
    /// <summary>The extreme eigenvalues of A.</summary>
    /// <param name="apply">A</param>
    /// <param name="dimension">number of rows and columns of A, ≥ 1</param>
    /// <param name="stream">the source of start vectors; the answer is a function of it</param>
    /// <param name="options">what to compute and when to stop; null for the defaults</param>
    /// <exception cref="ArgumentOutOfRangeException">a size, the count or the tolerance is out of range</exception>
    /// <exception cref="ArithmeticException">the operator returned a vector that is not finite</exception>
    public static LanczosResult Eigenvalues(
        SymmetricOperator apply,
        int dimension,
        RandomStream stream,
        LanczosOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(apply);
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new LanczosOptions();
        Require(dimension, options);
        using var crew = new WorkerCrew(options.Workers);
        return Eigenvalues(apply, dimension, stream, options, crew);
    }

    /// <summary>The same, for valid arguments, with workers that exist.</summary>
    internal static LanczosResult Eigenvalues(
        SymmetricOperator apply,
        int dimension,
        RandomStream stream,
        LanczosOptions options,
        WorkerCrew crew
    )
    {
        return options.Extremum == Extremum.Largest
            ? Largest(apply, dimension, stream, options, crew)
            : Negate(Largest(Negated(apply), dimension, stream, options, crew));
    }

    private static LanczosResult Largest(
        SymmetricOperator apply,
        int dimension,
        RandomStream stream,
        LanczosOptions options,
        WorkerCrew crew
    )
    {
        var locked = new List<RitzPair>();
        using var storage = new VectorStorage(dimension);
        var space = new KrylovSpace(apply, dimension, locked, storage, 0, crew);
        space.Start(stream);
        var iterations = 0;
        if (options.Vectors == RitzVectors.Omit && options.Count > 1 && options.Count < dimension)
        {
            var values = new EnclosedValues(space, options);
            var areFound = values.AreFound(stream);
            iterations = values.Confirmations;
            if (areFound)
                return Result(space, options.Count, iterations + space.Size);
        }

        while (true)
        {
            var missing = Math.Max(1, options.Count - locked.Count);
            var goal = new Goal(missing, options.Tolerance, Smallest(locked, options.Count));
            var converged = Iterate(space, goal, options.MaximumIterations - iterations);
            iterations += space.Size;
            if (converged && goal.IsCeilingOf(space))
            {
                return Result(locked, options, iterations, LanczosOutcome.Converged);
            }

            if (converged && options is { Count: 1, Vectors: RitzVectors.Omit })
            {
                return Result(space, 1, iterations);
            }

            locked.AddRange(space.Size == 0 ? [] : space.Pairs(missing));
            if (!converged)
            {
                return Result(locked, options, iterations, LanczosOutcome.MaximumIterationsReached);
            }

            if (options.Count == 1)
            {
                return Result(locked, options, iterations, LanczosOutcome.Converged);
            }

            if (locked.Count == dimension)
            {
                return Result(locked, options, iterations, LanczosOutcome.SpaceExhausted);
            }

            space = new KrylovSpace(apply, dimension, locked, storage, 0, crew);
            space.Start(stream);
        }
    }

    /// <summary>Extends the space until the goal is reached or it is invariant; false when the budget ends first.</summary>
    private static bool Iterate(KrylovSpace space, Goal goal, int budget)
    {
        var check = goal.Leading;
        while (space.Size < budget)
        {
            if (!space.IsInvariant)
                space.Extend();
            if (space.Size < check && !space.IsInvariant && space.Size < budget)
            {
                continue;
            }

            // Analysing costs the square of the size, so the checks are spaced geometrically.
            check = space.Size + 1 + (space.Size / 16);
            space.Analyse();
            if (space.IsInvariant || goal.IsReachedBy(space))
            {
                return true;
            }
        }

        // The budget may have been spent before.
        if (space.Values.Length < space.Size)
            space.Analyse();
        return false;
    }

    /// <summary>The smallest of the values that were asked for; null while some of them are missing.</summary>
    private static double? Smallest(List<RitzPair> locked, int count) =>
        locked.Count < count ? null : locked.Select(pair => pair.Value).OrderDescending().ElementAt(count - 1);

    private static LanczosResult Result(
        List<RitzPair> locked,
        LanczosOptions options,
        int iterations,
        LanczosOutcome outcome
    )
    {
        RitzPair[] best = [.. locked.OrderByDescending(pair => pair.Value).Take(options.Count)];
        var vectors =
            options.Vectors == RitzVectors.Return ? Matrix.FromRows([.. best.Select(p => p.Vector)]).Transpose() : null;
        return new(
            [.. best.Select(pair => pair.Value)],
            [.. best.Select(pair => pair.Residual)],
            vectors,
            iterations,
            outcome
        );
    }

    private static LanczosResult Result(KrylovSpace space, int count, int iterations) =>
        new(space.Values[..count], space.Residuals[..count], null, iterations, LanczosOutcome.Converged);

    private static SymmetricOperator Negated(SymmetricOperator apply) =>
        (vector, result) =>
        {
            apply(vector, result);
            TensorPrimitives.Negate(result, result);
        };

    private static LanczosResult Negate(LanczosResult result) =>
        result with
        {
            Eigenvalues = [.. result.Eigenvalues.Select(value => -value)],
        };

    private static void Require(int dimension, LanczosOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (options.Count < 1 || options.Count > dimension)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"An operator of dimension {dimension} has {dimension} eigenvalues; {options.Count} were asked for."
            );
        }

        double[] positive = [options.Tolerance, options.ValueTolerance, options.MissProbability];
        if (!positive.All(number => number > 0) || options.MaximumIterations < 1 || options.Workers < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                "Lanczos needs positive tolerances, at least one iteration and at least one worker; found "
                    + $"{string.Join(", ", positive)}, {options.MaximumIterations} and {options.Workers}."
            );
        }
    }

    /// <summary>
    /// When a run may end: its leading pairs have converged, or their values are known to be below a ceiling, if there is one.
    /// </summary>
    private readonly record struct Goal(int Leading, double Tolerance, double? Ceiling)
    {
        // The error of a value is of the order of the square of its residual, so half the digits tell which side it is on.
        public bool IsReachedBy(KrylovSpace space)
        {
            if (space.Size < Leading)
                return false;
            var residual = space.Residuals.Take(Leading).Max();
            return residual <= Tolerance * space.Scale
                || (residual <= Math.Sqrt(Tolerance) * space.Scale && space.Values[0] + residual <= Ceiling);
        }

        /// <summary>Whether there is a ceiling and the space holds nothing above it.</summary>
        public bool IsCeilingOf(KrylovSpace space) =>
            Ceiling is { } ceiling
            && space.Values[0] <= ceiling + (Tolerance * Math.Max(space.Scale, Math.Abs(ceiling)));
    }
}
