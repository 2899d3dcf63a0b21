using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>
/// Follows the leading eigenpairs and the smallest eigenvalue of a Hessian along a trajectory by short Lanczos runs. The first
/// run starts cold, from the numbers of SplitMix64(7); each later one from the sum of the leading Ritz vectors and the smallest
/// one of the run before. A Hessian-vector product allocates nothing.
/// </summary>
/// <remarks>The smallest value is the least accurate; quote the number of steps with it.</remarks>
public sealed class SharpnessTracker
{
    private const ulong ColdSeed = 7;
    private const double RelativeShift = 1e-5;

    private readonly LanczosTridiagonalisation lanczos;
    private readonly int steps;
    private readonly int warmPairs;
    private readonly Matrix vectors;
    private readonly double[] start;
    private readonly double[] shifted;
    private readonly double[] image;

    /// <summary>A tracker, cold.</summary>
    /// <param name="parameterCount">P ≥ 1</param>
    /// <param name="steps">m: Hessian-vector products of one measurement, ≥ 1; at most P are done</param>
    /// <param name="leading">k: leading pairs that are kept, 1 to min(m, P)</param>
    /// <param name="warmPairs">how many of them a warm start adds up, 1 to k; null for all</param>
    /// <param name="rule">how the Lanczos basis is kept orthogonal</param>
    /// <exception cref="ArgumentException">a number is out of its range</exception>
    public SharpnessTracker(
        int parameterCount,
        int steps = 12,
        int leading = 3,
        int? warmPairs = null,
        Reorthogonalisation rule = Reorthogonalisation.Twice
    )
    {
        this.steps = Math.Min(steps, parameterCount);
        this.warmPairs = warmPairs ?? leading;
        if (parameterCount < 1 || steps < 1 || leading < 1 || leading > this.steps)
            throw new ArgumentException(
                $"{steps} Lanczos steps on {parameterCount} parameters find 1 to {this.steps} leading pairs; asked for {leading}."
            );
        if (this.warmPairs < 1 || this.warmPairs > leading)
            throw new ArgumentException($"A warm start adds up 1 to {leading} vectors; asked for {warmPairs}.");
        lanczos = new(parameterCount, this.steps, rule);
        vectors = new(leading, parameterCount);
        start = new double[parameterCount];
        shifted = new double[parameterCount];
        image = new double[parameterCount];
        Reset();
    }

    /// <summary>λ₁ ≥ … ≥ λ_k of the last measurement; empty before the first one.</summary>
    public ReadOnlySpan<double> Values =>
        lanczos.RitzValues.AsSpan(0, Math.Min(vectors.Rows, lanczos.RitzValues.Length));

    /// <summary>λ₁ of the last measurement.</summary>
    /// <exception cref="InvalidOperationException">nothing was measured yet</exception>
    public double Sharpness => Measured(0);

    /// <summary>λ_min of the last measurement.</summary>
    /// <exception cref="InvalidOperationException">nothing was measured yet</exception>
    public double Smallest => Measured(lanczos.RitzValues.Length - 1);

    /// <summary>The unit vectors v₁, …, v_k of the last measurement as rows, k × P: overwritten by the next one.</summary>
    public Matrix Vectors => vectors;

    /// <summary>λ₁ at one point from the cold start; NaN where the Hessian is not finite.</summary>
    /// <param name="objective">the loss</param>
    /// <param name="parameters">θ, P entries</param>
    /// <param name="steps">m ≥ 1</param>
    public static double At(ITrainingObjective objective, ReadOnlySpan<double> parameters, int steps = 20)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (!TensorPrimitives.IsFiniteAll(parameters))
            return double.NaN;
        var tracker = new SharpnessTracker(objective.ParameterCount, steps, leading: 1);
        using var curvature = objective.Linearize(parameters);
        return tracker.TryMeasure(curvature) ? tracker.Sharpness : double.NaN;
    }

    /// <summary>The direction of a cold start: unit() − ½ from SplitMix64(7), not normalised.</summary>
    /// <param name="parameterCount">P</param>
    public static double[] ColdStart(int parameterCount)
    {
        var direction = new double[parameterCount];
        FillCold(direction);
        return direction;
    }

    /// <summary>Makes the next measurement start cold.</summary>
    public void Reset() => FillCold(start);

    /// <summary>Makes the next measurement start from the sum of given vectors.</summary>
    /// <param name="directions">rows of P entries</param>
    /// <exception cref="ArgumentException">the rows have another length</exception>
    public void StartFrom(Matrix directions)
    {
        ArgumentNullException.ThrowIfNull(directions);
        if (directions.Columns != start.Length || directions.Rows == 0)
            throw new ArgumentException($"A start is made of vectors of {start.Length} entries; found a {directions}.");
        Array.Clear(start);
        for (var i = 0; i < directions.Rows; i++)
            TensorPrimitives.Add<double>(start, directions.Row(i), start);
    }

    /// <summary>Measures the Hessian of a point.</summary>
    /// <param name="curvature">the loss at this point, of P parameters</param>
    /// <exception cref="ArithmeticException">the Hessian is not finite</exception>
    public void Measure(ILocalCurvature curvature)
    {
        ArgumentNullException.ThrowIfNull(curvature);
        lanczos.Run(curvature.Apply, start, steps, new RandomStream(ColdSeed));
        Array.Clear(start);
        for (var i = 0; i < vectors.Rows; i++)
        {
            lanczos.RitzVector(i, vectors.Row(i));
            if (i < warmPairs)
                TensorPrimitives.Add<double>(start, vectors.Row(i), start);
        }

        lanczos.RitzVector(lanczos.Size - 1, image);
        TensorPrimitives.Add<double>(start, image, start);
    }

    /// <summary>Measures like <see cref="Measure"/>; false, and cold again, where the Hessian is not finite.</summary>
    public bool TryMeasure(ILocalCurvature curvature)
    {
        try
        {
            Measure(curvature);
            return true;
        }
        catch (ArithmeticException)
        {
            Reset();
            return false;
        }
    }

    /// <summary>
    /// α = −∇L·∇λ₁, the change of the sharpness along the gradient step: [v₁ᵀ∇²L(θ − εg)v₁ − λ₁(θ)]/ε with ε = 10⁻⁵/‖g‖.
    /// Positive where the step sharpens; 0 where there is no gradient. λ₁ and v₁ are those of the last measurement.
    /// </summary>
    /// <param name="objective">the loss</param>
    /// <param name="parameters">θ, where the last measurement was made</param>
    /// <param name="gradient">g at θ</param>
    public double ChangeAlongStep(
        ITrainingObjective objective,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> gradient
    )
    {
        ArgumentNullException.ThrowIfNull(objective);
        var norm = TensorPrimitives.Norm(gradient);
        if (norm == 0)
            return 0;
        var shift = RelativeShift / norm;
        TensorPrimitives.Multiply(gradient, -shift, shifted);
        TensorPrimitives.Add(parameters, shifted, shifted);
        using var curvature = objective.Linearize(shifted);
        curvature.Apply(vectors.Row(0), image);
        return (TensorPrimitives.Dot<double>(vectors.Row(0), image) - Sharpness) / shift;
    }

    private static void FillCold(Span<double> direction)
    {
        var draws = new SplitMix64(ColdSeed);
        foreach (ref var entry in direction)
            entry = draws.Unit() - 0.5;
    }

    private double Measured(int index) =>
        lanczos.Size > 0
            ? lanczos.RitzValues[index]
            : throw new InvalidOperationException("There is no sharpness before the first measurement.");
}
