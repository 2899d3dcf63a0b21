using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>The mean of each window of a plane; one window of the plane's size is the global average.</summary>
internal sealed class AveragePoolLayer<T>(BlockLayer<T> below, FeatureShape shape, PoolWindows windows, int capacity)
    : LinearLayer<T>(below, shape, capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T share = T.One / T.CreateTruncating(windows.Size);

    protected override void Apply(ReadOnlySpan<T> source, Span<T> destination)
    {
        destination.Clear();
        for (var position = 0; position < destination.Length / Shape.Channels; position++)
        {
            var mean = destination.Slice(position * Shape.Channels, Shape.Channels);
            for (var n = 0; n < windows.Size; n++)
                AddShare(source.Slice(windows.Corner(position) + windows.Offset(n), Shape.Channels), mean);
        }
    }

    protected override void ApplyTransposed(ReadOnlySpan<T> source, Span<T> destination)
    {
        destination.Clear();
        for (var position = 0; position < source.Length / Shape.Channels; position++)
        {
            var mean = source.Slice(position * Shape.Channels, Shape.Channels);
            for (var n = 0; n < windows.Size; n++)
                AddShare(mean, destination.Slice(windows.Corner(position) + windows.Offset(n), Shape.Channels));
        }
    }

    private void AddShare(ReadOnlySpan<T> source, Span<T> destination)
    {
        for (var c = 0; c < source.Length; c++)
            destination[c] += share * source[c];
    }
}
