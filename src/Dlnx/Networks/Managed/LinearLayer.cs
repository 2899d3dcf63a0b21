using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>A linear layer without parameters: tangents pass like values, changes of errors like errors.</summary>
internal abstract class LinearLayer<T>(BlockLayer<T> below, FeatureShape shape, int capacity)
    : ExamplewiseLayer<T>(below, shape, capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override void Forward(RowRange rows) => Apply(Below.Values(rows), Values(rows));

    protected override void Backward(RowRange rows) => ApplyTransposed(Errors(rows), Below.Errors(rows));

    protected override void ForwardTangent(RowRange rows) => Apply(Below.Tangents(rows), Tangents(rows));

    protected override void BackwardTangent(RowRange rows) =>
        ApplyTransposed(ErrorTangents(rows), Below.ErrorTangents(rows));

    /// <summary>The layer.</summary>
    protected abstract void Apply(ReadOnlySpan<T> source, Span<T> destination);

    /// <summary>Its adjoint.</summary>
    protected abstract void ApplyTransposed(ReadOnlySpan<T> source, Span<T> destination);
}
