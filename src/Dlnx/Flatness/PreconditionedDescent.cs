using System.Numerics.Tensors;

namespace Dlnx.Flatness;

/// <summary>
/// Runs a <see cref="PreconditionedRule"/>: holds the moments and applies one step at a time, without allocating. Every line of
/// a step is one rounded operation per coordinate, so the result does not depend on the width of the machine's vectors.
/// </summary>
public sealed class PreconditionedDescent
{
    private const int Piece = 512;

    private readonly PreconditionedRule rule;
    private readonly double[] first;
    private readonly double[] second;
    private double firstBias = 1;
    private double secondBias = 1;

    /// <summary>Moments at zero.</summary>
    /// <param name="rule">the update</param>
    /// <param name="dimension">number of parameters, ≥ 0</param>
    /// <exception cref="ArgumentException">a number of the rule is out of its range</exception>
    public PreconditionedDescent(PreconditionedRule rule, int dimension)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        rule.Validate();
        this.rule = rule;
        first = rule.FirstDecay > 0 ? new double[dimension] : [];
        second = rule.Preconditioner == Preconditioner.SecondMoment ? new double[dimension] : [];
        Dimension = dimension;
    }

    /// <summary>Number of parameters.</summary>
    public int Dimension { get; }

    /// <summary>Steps since the start or the last <see cref="Reset"/>.</summary>
    public int Steps { get; private set; }

    /// <summary>m, uncorrected; empty where the rule keeps none (β₁ = 0).</summary>
    public ReadOnlySpan<double> FirstMoment => first;

    /// <summary>s, uncorrected; empty where the rule keeps none.</summary>
    public ReadOnlySpan<double> SecondMoment => second;

    /// <summary>Back to zero moments.</summary>
    public void Reset()
    {
        Array.Clear(first);
        Array.Clear(second);
        (firstBias, secondBias, Steps) = (1, 1, 0);
    }

    /// <summary>One step with the rule's learning rate.</summary>
    /// <param name="parameters">θ, changed in place</param>
    /// <param name="gradient">g at θ, as long</param>
    /// <exception cref="ArgumentException">a length differs</exception>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient) =>
        Step(parameters, gradient, rule.LearningRate);

    /// <summary>One step with a learning rate of its own, for schedules.</summary>
    /// <param name="parameters">θ, changed in place</param>
    /// <param name="gradient">g at θ, as long</param>
    /// <param name="learningRate">η of this step</param>
    /// <exception cref="ArgumentException">a length differs</exception>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        RequireLength(parameters.Length);
        RequireLength(gradient.Length);
        Steps++;
        firstBias *= rule.FirstDecay;
        secondBias *= rule.SecondDecay;
        Span<double> direction = stackalloc double[Piece];
        Span<double> divisor = stackalloc double[Piece];
        for (var start = 0; start < Dimension; start += Piece)
        {
            var length = Math.Min(Piece, Dimension - start);
            var g = gradient.Slice(start, length);
            var d = direction[..length];
            Direction(g, start, d, divisor[..length]);
            if (rule.Preconditioner == Preconditioner.SecondMoment)
            {
                Accumulate(second.AsSpan(start, length), Squared(g, divisor[..length]), rule.SecondDecay, divisor);
                Divisor(second.AsSpan(start, length), divisor[..length]);
                TensorPrimitives.Divide(d, divisor[..length], d);
            }

            TensorPrimitives.Multiply(d, learningRate, d);
            var theta = parameters.Slice(start, length);
            TensorPrimitives.Subtract(theta, d, theta);
        }
    }

    /// <summary>The diagonal of D that the last step divided by; ones for the identity.</summary>
    /// <param name="diagonal">as many entries as parameters, overwritten</param>
    /// <exception cref="ArgumentException">the length differs</exception>
    /// <exception cref="InvalidOperationException">no step was taken yet</exception>
    public void CopyPreconditioner(Span<double> diagonal)
    {
        RequireLength(diagonal.Length);
        if (Steps == 0)
            throw new InvalidOperationException("There is no preconditioner before the first step.");
        if (rule.Preconditioner == Preconditioner.Identity)
            diagonal.Fill(1);
        else
            Divisor(second, diagonal);
    }

    /// <summary>g, or its corrected mean.</summary>
    private void Direction(ReadOnlySpan<double> gradient, int start, Span<double> direction, Span<double> scratch)
    {
        gradient.CopyTo(direction);
        if (rule.FirstDecay == 0)
            return;
        var moment = first.AsSpan(start, gradient.Length);
        Accumulate(moment, gradient, rule.FirstDecay, scratch);
        TensorPrimitives.Divide(moment, Bias(firstBias), direction);
    }

    /// <summary>√min(s, τ) + ε with the corrections of the rule.</summary>
    private void Divisor(ReadOnlySpan<double> moment, Span<double> divisor)
    {
        var bias = Bias(secondBias);
        if (rule.CapPlacement == CapPlacement.Corrected)
        {
            TensorPrimitives.Divide(moment, bias, divisor);
            TensorPrimitives.Min(divisor, rule.Cap, divisor);
        }
        else
        {
            TensorPrimitives.Min(moment, rule.Cap, divisor);
            TensorPrimitives.Divide(divisor, bias, divisor);
        }

        TensorPrimitives.Sqrt(divisor, divisor);
        TensorPrimitives.Add(divisor, rule.Epsilon, divisor);
    }

    private double Bias(double power) => rule.BiasCorrection == BiasCorrection.On ? 1 - power : 1;

    /// <summary>moment ← β·moment + (1 − β)·sample; the sample may share its place with the scratch.</summary>
    private static void Accumulate(Span<double> moment, ReadOnlySpan<double> sample, double decay, Span<double> scratch)
    {
        var added = scratch[..moment.Length];
        TensorPrimitives.Multiply(sample, 1 - decay, added);
        TensorPrimitives.Multiply(moment, decay, moment);
        TensorPrimitives.Add(moment, added, moment);
    }

    private static Span<double> Squared(ReadOnlySpan<double> gradient, Span<double> square)
    {
        TensorPrimitives.Multiply(gradient, gradient, square);
        return square;
    }

    private void RequireLength(int length)
    {
        if (length != Dimension)
            throw new ArgumentException($"This descent has {Dimension} parameters; found {length} entries.");
    }
}
