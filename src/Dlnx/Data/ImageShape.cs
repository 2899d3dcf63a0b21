namespace Dlnx.Data;

/// <summary>The shape of an image in memory: channel after channel, row after row.</summary>
/// <param name="Channels">1 for grey, 3 for red, green, blue</param>
/// <param name="Height">rows</param>
/// <param name="Width">columns</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Numbers per image.</summary>
    public int Size { get; } = checked(Channels * Height * Width);

    /// <summary>The shape as channels × height × width.</summary>
    public override string ToString() => $"{Channels} × {Height} × {Width}";
}
