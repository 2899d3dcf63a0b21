using System.Numerics;
using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>Z = A·Wᵀ + 1bᵀ on a block A of rows × inputs.</summary>
internal sealed class DenseLayer<T>(BlockLayer<T> below, int outputs, BiasTerm bias, int capacity)
    : BlockLayer<T>(below, new(outputs), capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int inputs = below.Shape.Size;
    private readonly ColumnSums<T> errorSums = new(outputs, capacity);
    private readonly double[] biasSums = new double[outputs];
    private readonly int weights = outputs * below.Shape.Size;

    public override int ParameterCount => weights + (bias == BiasTerm.Learned ? outputs : 0);

    public override void Forward(int rows, ReadOnlySpan<T> parameters)
    {
        var z = Values(rows);
        DenseKernels.MultiplyTransposedRight(Below.Values(rows), parameters[..weights], z, Up(rows));
        AddBias(z, parameters);
    }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        ReadOnlySpan<T> error = Errors(rows);
        DenseKernels.MultiplyTransposedLeft(error, Below.Values(rows), gradient[..weights], Outer(rows));
        SumBias(rows, error, gradient);
        if (!Below.IsConstant)
            DenseKernels.Multiply(error, parameters[..weights], Below.Errors(rows), Down(rows));
    }

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction)
    {
        var z = Tangents(rows);
        DenseKernels.MultiplyTransposedRight(Below.Values(rows), direction[..weights], z, Up(rows));
        if (!Below.IsConstant)
            DenseKernels.MultiplyTransposedRight(Below.Tangents(rows), parameters[..weights], z, Up(rows), 1, 1);
        AddBias(z, direction);
    }

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    )
    {
        ReadOnlySpan<T> error = Errors(rows);
        ReadOnlySpan<T> change = ErrorTangents(rows);
        DenseKernels.MultiplyTransposedLeft(change, Below.Values(rows), product[..weights], Outer(rows));
        SumBias(rows, change, product);
        if (Below.IsConstant)
            return;
        DenseKernels.MultiplyTransposedLeft(error, Below.Tangents(rows), product[..weights], Outer(rows), 1, 1);
        var down = Below.ErrorTangents(rows);
        DenseKernels.Multiply(change, parameters[..weights], down, Down(rows));
        DenseKernels.Multiply(error, direction[..weights], down, Down(rows), 1, 1);
    }

    private ProductShape Up(int rows) => new(rows, inputs, outputs);

    private ProductShape Outer(int rows) => new(outputs, rows, inputs);

    private ProductShape Down(int rows) => new(rows, outputs, inputs);

    private void AddBias(Span<T> z, ReadOnlySpan<T> parameters)
    {
        if (bias == BiasTerm.Learned)
            RowKernels.Add(parameters[weights..], z);
    }

    private void SumBias(int rows, ReadOnlySpan<T> error, Span<T> gradient)
    {
        if (bias == BiasTerm.Learned)
        {
            errorSums.Add(new Entries<T>(error), error.Length, 0, ColumnSums.Stretches(rows));
            errorSums.Total(rows, biasSums);
            TensorPrimitives.ConvertTruncating<double, T>(biasSums, gradient[weights..]);
        }
    }
}
