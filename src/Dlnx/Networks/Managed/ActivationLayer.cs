using System.Numerics;
using System.Numerics.Tensors;
using Dlnx.Escape;

namespace Dlnx.Networks.Managed;

/// <summary>A smooth activation φ. Keeps φ′(z) and, once a tangent asks, φ″(z).</summary>
internal sealed class ActivationLayer<T>(BlockLayer<T> below, Activation activation, int capacity)
    : ExamplewiseLayer<T>(below, below.Shape, capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Buffer<T> slopes = new(below.Shape.Size * capacity);
    private readonly Buffer<double> arguments = new(below.Shape.Size * capacity);
    private readonly Buffer<double> results = new(below.Shape.Size * capacity);
    private readonly Buffer<double> derivatives = new(below.Shape.Size * capacity);

    public override long Capacity => base.Capacity + (7 * slopes.Capacity);

    protected override void Forward(RowRange rows)
    {
        var z = arguments.Take(rows, Shape.Size);
        var value = results.Take(rows, Shape.Size);
        var slope = derivatives.Take(rows, Shape.Size);
        TensorPrimitives.ConvertTruncating<T, double>(Below.Values(rows), z);
        activation.Evaluate(z, value, slope);
        TensorPrimitives.ConvertTruncating<double, T>(value, Values(rows));
        TensorPrimitives.ConvertTruncating<double, T>(slope, Slopes(rows));
    }

    protected override void Backward(RowRange rows) =>
        TensorPrimitives.Multiply<T>(Errors(rows), Slopes(rows), Below.Errors(rows));

    protected override void ForwardTangent(RowRange rows) =>
        TensorPrimitives.Multiply<T>(Below.Tangents(rows), Slopes(rows), Tangents(rows));

    protected override void BackwardTangent(RowRange rows)
    {
        var error = Errors(rows);
        var change = ErrorTangents(rows);
        var tangent = Below.Tangents(rows);
        var slope = Slopes(rows);
        var z = arguments.Take(rows, Shape.Size);
        var down = Below.ErrorTangents(rows);
        for (var i = 0; i < down.Length; i++)
        {
            var bend = T.CreateTruncating(activation.SecondDerivative(z[i]));
            down[i] = (change[i] * slope[i]) + (error[i] * bend * tangent[i]);
        }
    }

    private Span<T> Slopes(RowRange rows) => slopes.Take(rows, Shape.Size);
}
