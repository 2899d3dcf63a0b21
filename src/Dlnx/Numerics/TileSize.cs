namespace Dlnx.Numerics;

/// <summary>
/// A number that the compiler knows: a register tile is compiled once for each of its sizes, and what a size does not need
/// is not there.
/// </summary>
internal interface ITileSize
{
    /// <summary>Rows, or vectors in a row.</summary>
    static abstract int Value { get; }
}

/// <summary>The number 1.</summary>
internal readonly struct One : ITileSize
{
    public static int Value => 1;
}

/// <summary>The number 2.</summary>
internal readonly struct Two : ITileSize
{
    public static int Value => 2;
}

/// <summary>The number 3.</summary>
internal readonly struct Three : ITileSize
{
    public static int Value => 3;
}

/// <summary>The number 4.</summary>
internal readonly struct Four : ITileSize
{
    public static int Value => 4;
}

/// <summary>The number 5.</summary>
internal readonly struct Five : ITileSize
{
    public static int Value => 5;
}

/// <summary>The number 6.</summary>
internal readonly struct Six : ITileSize
{
    public static int Value => 6;
}

/// <summary>The number 7.</summary>
internal readonly struct Seven : ITileSize
{
    public static int Value => 7;
}

/// <summary>The number 8.</summary>
internal readonly struct Eight : ITileSize
{
    public static int Value => 8;
}
