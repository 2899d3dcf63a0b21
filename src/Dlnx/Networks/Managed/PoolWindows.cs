using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>Windows side by side on a plane: where the inputs of an output position are.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PoolWindows(FeatureShape Input, FeatureShape Output, int Height, int Width)
{
    /// <summary>Positions of a window.</summary>
    public int Size => Height * Width;

    /// <summary>The first channel of a window's first position, for the n-th output position of a block.</summary>
    public int Corner(int position)
    {
        var (line, x) = Math.DivRem(position, Output.Width);
        var (example, y) = Math.DivRem(line, Output.Height);
        var row = (example * Input.Height) + (y * Height);
        return ((row * Input.Width) + (x * Width)) * Input.Channels;
    }

    /// <summary>From a window's corner to its n-th position, row after row.</summary>
    public int Offset(int n) => (((n / Width) * Input.Width) + (n % Width)) * Input.Channels;
}
