using System.Numerics;
using System.Numerics.Tensors;
using Dlnx.Escape;

namespace Dlnx.Networks.Managed;

/// <summary>A smooth activation φ. Keeps φ′(z) and, once a tangent asks, φ″(z).</summary>
internal sealed class ActivationLayer<T>(BlockLayer<T> below, Activation activation, int capacity)
    : BlockLayer<T>(below, below.Shape, capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Buffer<T> slopes = new(below.Shape.Size * capacity);
    private readonly Buffer<double> arguments = new(below.Shape.Size * capacity);
    private readonly Buffer<double> results = new(below.Shape.Size * capacity);
    private readonly Buffer<double> derivatives = new(below.Shape.Size * capacity);

    public override long Capacity => base.Capacity + (7 * slopes.Capacity);

    public override void Forward(int rows, ReadOnlySpan<T> parameters)
    {
        var count = rows * Shape.Size;
        var z = arguments.Take(count);
        var value = results.Take(count);
        var slope = derivatives.Take(count);
        TensorPrimitives.ConvertTruncating<T, double>(Below.Values(rows), z);
        activation.Evaluate(z, value, slope);
        TensorPrimitives.ConvertTruncating<double, T>(value, Values(rows));
        TensorPrimitives.ConvertTruncating<double, T>(slope, slopes.Take(count));
    }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient) =>
        TensorPrimitives.Multiply<T>(Errors(rows), slopes.Take(rows * Shape.Size), Below.Errors(rows));

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction) =>
        TensorPrimitives.Multiply<T>(Below.Tangents(rows), slopes.Take(rows * Shape.Size), Tangents(rows));

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    )
    {
        var error = Errors(rows);
        var change = ErrorTangents(rows);
        var tangent = Below.Tangents(rows);
        var slope = slopes.Take(tangent.Length);
        var z = arguments.Take(tangent.Length);
        var down = Below.ErrorTangents(rows);
        for (var i = 0; i < down.Length; i++)
        {
            var bend = T.CreateTruncating(activation.SecondDerivative(z[i]));
            down[i] = (change[i] * slope[i]) + (error[i] * bend * tangent[i]);
        }
    }
}
