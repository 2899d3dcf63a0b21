namespace Dlnx.Networks;

/// <summary>What a pool takes from its window.</summary>
public enum PoolingKind
{
    /// <summary>The largest entry, the first of equal ones.</summary>
    Maximum,

    /// <summary>The mean.</summary>
    Average,
}

/// <summary>Square windows side by side; rows and columns that do not fill a window are dropped.</summary>
/// <param name="Kind">what is taken from a window</param>
/// <param name="Size">rows and columns of a window, ≥ 1</param>
public sealed record Pooling(PoolingKind Kind, int Size = 2) : NetworkLayer
{
    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        Size >= 1 && Size <= Math.Min(input.Height, input.Width)
            ? new(input.Channels, input.Height / Size, input.Width / Size)
            : throw new ArgumentException($"A window of {Size}×{Size} does not fit into a plane of {input}.");
}

/// <summary>The mean of each channel's plane.</summary>
public sealed record GlobalAverage : NetworkLayer
{
    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => new(input.Channels);
}
