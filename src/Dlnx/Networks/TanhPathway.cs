using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>
/// One pathway W_L tanh(W_{L−1} ⋯ tanh(W₁X)) at X = I: forward, backward and tangent passes over buffers of its own.
/// </summary>
/// <remarks>
/// Layers are counted from 1 as in the formula: A₀ = I, A_l = tanh(W_l A_{l−1}) for l &lt; L, A_L = W_L A_{L−1}. Tangents are
/// derivatives along a direction of the weights; errors are derivatives of the loss by W_l A_{l−1}.
/// </remarks>
internal sealed class TanhPathway
{
    private readonly int depth;
    private readonly int width;
    private readonly int hidden;
    private readonly Memory<double> weights;
    private readonly double[][] values;
    private readonly double[][] tangents;
    private readonly double[][] slopes;
    private readonly double[][] backward;
    private readonly double[][] errors;
    private readonly double[][] errorTangents;

    public TanhPathway(int depth, int width, int hidden, Memory<double> weights)
    {
        this.depth = depth;
        this.width = width;
        this.hidden = hidden;
        this.weights = weights;
        double[][] OnePerLayer() => [.. Enumerable.Range(0, depth + 1).Select(l => new double[Rows(l) * width])];
        values = OnePerLayer();
        tangents = OnePerLayer();
        slopes = OnePerLayer();
        backward = OnePerLayer();
        errors = OnePerLayer();
        errorTangents = OnePerLayer();
        Matrix.Identity(width).Span.CopyTo(values[0]);
    }

    /// <summary>The number of weights of a pathway: n·d + (L − 2)·n² + d·n.</summary>
    public static int Count(int depth, int width, int hidden) => (2 * hidden * width) + ((depth - 2) * hidden * hidden);

    /// <summary>Runs the pathway at its present weights; the output is valid until the next call.</summary>
    public ReadOnlySpan<double> Forward()
    {
        for (var l = 1; l <= depth; l++)
        {
            DenseKernels.Multiply(Layer(weights.Span, l), values[l - 1], values[l], Shape(l));
            if (l == depth)
                break;
            TensorPrimitives.Tanh(values[l], values[l]);
            for (var i = 0; i < slopes[l].Length; i++)
                slopes[l][i] = 1 - (values[l][i] * values[l][i]);
        }

        return values[depth];
    }

    /// <summary>Writes the gradient for the derivative of the loss by the last output.</summary>
    public void Backward(ReadOnlySpan<double> residual, Span<double> gradient)
    {
        residual.CopyTo(errors[depth]);
        for (var l = depth; l >= 1; l--)
        {
            DenseKernels.MultiplyTransposedRight(errors[l], values[l - 1], Layer(gradient, l), GradientShape(l));
            if (l == 1)
                return;
            DenseKernels.MultiplyTransposedLeft(Layer(weights.Span, l), errors[l], backward[l - 1], BackwardShape(l));
            TensorPrimitives.Multiply(backward[l - 1], slopes[l - 1], errors[l - 1]);
        }
    }

    /// <summary>The change of the output along a direction of the weights, valid until the next call.</summary>
    public ReadOnlySpan<double> ForwardTangent(ReadOnlySpan<double> direction)
    {
        for (var l = 1; l <= depth; l++)
        {
            DenseKernels.Multiply(Layer(direction, l), values[l - 1], tangents[l], Shape(l));
            DenseKernels.Multiply(Layer(weights.Span, l), tangents[l - 1], tangents[l], Shape(l), 1, 1);
            if (l < depth)
                TensorPrimitives.Multiply(tangents[l], slopes[l], tangents[l]);
        }

        return tangents[depth];
    }

    /// <summary>
    /// Writes the change of the gradient along the direction of the last <see cref="ForwardTangent"/>, after a
    /// <see cref="Backward"/> at the same weights.
    /// </summary>
    public void BackwardTangent(
        ReadOnlySpan<double> residualTangent,
        ReadOnlySpan<double> direction,
        Span<double> destination
    )
    {
        residualTangent.CopyTo(errorTangents[depth]);
        for (var l = depth; l >= 1; l--)
        {
            var change = Layer(destination, l);
            DenseKernels.MultiplyTransposedRight(errorTangents[l], values[l - 1], change, GradientShape(l));
            DenseKernels.MultiplyTransposedRight(errors[l], tangents[l - 1], change, GradientShape(l), 1, 1);
            if (l == 1)
                return;
            var below = errorTangents[l - 1];
            DenseKernels.MultiplyTransposedLeft(Layer(direction, l), errors[l], below, BackwardShape(l));
            DenseKernels.MultiplyTransposedLeft(
                Layer(weights.Span, l),
                errorTangents[l],
                below,
                BackwardShape(l),
                1,
                1
            );

            // tanh′ is 1 − a², whose own change is −2a·ȧ.
            for (var i = 0; i < below.Length; i++)
            {
                var slopeTangent = -2 * values[l - 1][i] * tangents[l - 1][i];
                below[i] = (below[i] * slopes[l - 1][i]) + (backward[l - 1][i] * slopeTangent);
            }
        }
    }

    private int Rows(int layer) => layer == 0 || layer == depth ? width : hidden;

    private ProductShape Shape(int layer) => new(Rows(layer), Rows(layer - 1), width);

    private ProductShape GradientShape(int layer) => new(Rows(layer), width, Rows(layer - 1));

    private ProductShape BackwardShape(int layer) => new(Rows(layer - 1), Rows(layer), width);

    private Span<double> Layer(Span<double> all, int layer) => all.Slice(Start(layer), Rows(layer) * Rows(layer - 1));

    private ReadOnlySpan<double> Layer(ReadOnlySpan<double> all, int layer) =>
        all.Slice(Start(layer), Rows(layer) * Rows(layer - 1));

    private int Start(int layer) => layer == 1 ? 0 : (hidden * width) + ((layer - 2) * hidden * hidden);
}
