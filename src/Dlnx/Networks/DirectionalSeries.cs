using Dlnx.Networks.Managed;
using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>
/// The Taylor coefficients of s ↦ L(θ + sv) up to order 4 for a rectified perceptron with cross-entropy, exact with the
/// rectifiers' masks fixed, by arithmetic on truncated power series (D, Appendix F.2). Used by one thread at a time;
/// allocates in the constructor only.
/// </summary>
public sealed class DirectionalSeries
{
    /// <summary>The highest order.</summary>
    public const int Order = 4;

    private readonly LabelledExamples examples;
    private readonly int parameterCount;
    private readonly SeriesLayer[] layers;
    private readonly LogSumExpSeries logSumExp;
    private double[][] values;
    private double[][] spare;

    /// <summary>Prepares the series of a network on a data set.</summary>
    /// <param name="architecture">dense layers on vectors, rectifiers between them</param>
    /// <param name="examples">labelled data of the network's inputs</param>
    /// <exception cref="ArgumentException">another kind of layer, or data that do not fit</exception>
    public DirectionalSeries(NetworkArchitecture architecture, LabelledExamples examples)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(examples);
        var isPerceptron =
            architecture.Layers is [Dense, ..] and [.., Dense]
            && architecture.Layers.All(layer => layer is Dense or Rectifier);
        if (!isPerceptron || architecture.Input.Size != examples.Shape.Size)
            throw new ArgumentException(
                $"A directional series needs a perceptron of dense layers and rectifiers on {examples.Shape.Size} inputs.",
                nameof(architecture)
            );
        LossHeads.Require(LossFunction.CrossEntropy, examples, architecture.Output);
        this.examples = examples;
        parameterCount = architecture.ParameterCount;
        layers = [.. SeriesLayer.Of(architecture)];
        logSumExp = new(architecture.Output.Size);
        var widest = layers.Max(layer => layer.Outputs);
        double[][] Series() => [.. Enumerable.Range(0, Order + 1).Select(_ => new double[examples.Count * widest])];
        (values, spare) = (Series(), Series());
    }

    /// <summary>Writes c₀, …, c₄ of L(θ + sv) = Σ c_k s^k; the fourth directional derivative is 24c₄.</summary>
    /// <param name="parameters">θ</param>
    /// <param name="direction">v, as many entries</param>
    /// <param name="coefficients">five places</param>
    /// <exception cref="ArgumentException">a span has another length</exception>
    public void Expand(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction, Span<double> coefficients)
    {
        var fits = parameters.Length == parameterCount && direction.Length == parameterCount;
        if (!fits || coefficients.Length != Order + 1)
            throw new ArgumentException(
                $"{parameterCount} parameters and direction entries give {Order + 1} coefficients; found "
                    + $"{parameters.Length}, {direction.Length} and {coefficients.Length}."
            );
        for (var l = 0; l < layers.Length; l++)
        {
            // The inputs do not move, the outputs of layer l are polynomials of degree l + 1.
            for (var k = Math.Min(Order, l + 1); k >= 0; k--)
                Raise(layers[l], k, degreeBelow: Math.Min(Order, l), parameters, direction);
            (values, spare) = (spare, values);
            if (layers[l].Rectifies)
                Rectify(examples.Count * layers[l].Outputs, Math.Min(Order, l + 1));
        }

        logSumExp.Mean(values, Math.Min(Order, layers.Length), examples.Labels, coefficients);
    }

    /// <summary>κ = 24c₄, the fourth derivative of s ↦ L(θ + sv) at 0.</summary>
    /// <param name="parameters">θ</param>
    /// <param name="direction">v, as many entries</param>
    /// <exception cref="ArgumentException">a span has another length</exception>
    public double FourthDerivative(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction)
    {
        Span<double> coefficients = stackalloc double[Order + 1];
        Expand(parameters, direction, coefficients);
        return 24 * coefficients[Order];
    }

    /// <summary>Z_k = A_kWᵀ + A_{k−1}Ẇᵀ, with the bias in Z₀ and its direction in Z₁.</summary>
    private void Raise(
        SeriesLayer layer,
        int k,
        int degreeBelow,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> direction
    )
    {
        var shape = new ProductShape(examples.Count, layer.Inputs, layer.Outputs);
        var z = spare[k].AsSpan(0, examples.Count * layer.Outputs);
        z.Clear();
        if (k <= degreeBelow)
            DenseKernels.MultiplyTransposedRight(Below(layer, k), layer.Weight(parameters), z, shape, 1, 1);
        if (k >= 1)
            DenseKernels.MultiplyTransposedRight(Below(layer, k - 1), layer.Weight(direction), z, shape, 1, 1);
        if (layer.HasBias && k <= 1)
            RowKernels.Add(layer.Bias(k == 0 ? parameters : direction), z);
    }

    private ReadOnlySpan<double> Below(SeriesLayer layer, int k) =>
        layer.Start == 0 ? examples.Inputs.Span : values[k].AsSpan(0, examples.Count * layer.Inputs);

    private void Rectify(int count, int degree)
    {
        for (var i = 0; i < count; i++)
        {
            if (!(values[0][i] <= 0))
                continue;
            for (var k = 0; k <= degree; k++)
                values[k][i] = 0;
        }
    }
}
