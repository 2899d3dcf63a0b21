using System.Runtime.InteropServices;

namespace Dlnx.Networks;

/// <summary>The shape of what flows between layers for one example: channels of a plane; a vector has 1 × 1 planes.</summary>
/// <param name="Channels">≥ 1</param>
/// <param name="Height">≥ 1</param>
/// <param name="Width">≥ 1</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FeatureShape(int Channels, int Height = 1, int Width = 1)
{
    /// <summary>Positions of one plane.</summary>
    public int Positions => Height * Width;

    /// <summary>Features of one example.</summary>
    public int Size => Channels * Positions;

    /// <summary>"3×32×32", or "196" for a vector.</summary>
    public override string ToString() => Positions == 1 ? $"{Channels}" : $"{Channels}×{Height}×{Width}";
}
