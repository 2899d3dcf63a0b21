using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>The parameter-free shortcut: every s-th row and column, with channels of zeros appended.</summary>
internal sealed class ZeroChannelLayer<T>(BlockLayer<T> below, FeatureShape shape, int capacity)
    : LinearLayer<T>(below, shape, capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PoolWindows places = new(
        below.Shape,
        shape,
        Residual.Stride(below.Shape.Height, shape.Height),
        Residual.Stride(below.Shape.Width, shape.Width)
    );

    protected override void Apply(ReadOnlySpan<T> source, Span<T> destination)
    {
        destination.Clear();
        var kept = Below.Shape.Channels;
        for (var position = 0; position < destination.Length / Shape.Channels; position++)
            source.Slice(places.Corner(position), kept).CopyTo(destination[(position * Shape.Channels)..]);
    }

    protected override void ApplyTransposed(ReadOnlySpan<T> source, Span<T> destination)
    {
        destination.Clear();
        var kept = Below.Shape.Channels;
        for (var position = 0; position < source.Length / Shape.Channels; position++)
            source.Slice(position * Shape.Channels, kept).CopyTo(destination[places.Corner(position)..]);
    }
}
