using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>A linear layer without parameters: tangents pass like values, changes of errors like errors.</summary>
internal abstract class LinearLayer<T>(BlockLayer<T> below, FeatureShape shape, int capacity)
    : BlockLayer<T>(below, shape, capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Forward(int rows, ReadOnlySpan<T> parameters) => Apply(Below.Values(rows), Values(rows));

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient) =>
        ApplyTransposed(Errors(rows), Below.Errors(rows));

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction) =>
        Apply(Below.Tangents(rows), Tangents(rows));

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    ) => ApplyTransposed(ErrorTangents(rows), Below.ErrorTangents(rows));

    /// <summary>The layer.</summary>
    protected abstract void Apply(ReadOnlySpan<T> source, Span<T> destination);

    /// <summary>Its adjoint.</summary>
    protected abstract void ApplyTransposed(ReadOnlySpan<T> source, Span<T> destination);
}
