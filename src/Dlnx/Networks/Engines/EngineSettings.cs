namespace Dlnx.Networks.Engines;

/// <summary>What an engine multiplies 32-bit numbers with on a device that has a choice.</summary>
public enum MatrixArithmetic
{
    /// <summary>All 24 bits of the significand.</summary>
    Full,

    /// <summary>11 bits of it (TF32): faster, and no longer comparable with other devices.</summary>
    Reduced,
}

/// <summary>Which algorithms an engine may choose.</summary>
public enum Algorithms
{
    /// <summary>Those that give the same bits in every run on the same device.</summary>
    Deterministic,

    /// <summary>The fastest; sums may be taken in another order in every run.</summary>
    Fastest,
}

/// <summary>How an engine computes.</summary>
public sealed record EngineSettings
{
    /// <summary>"cpu", "cuda" or "cuda:1"; empty for the device the engine was built for.</summary>
    public string Device { get; init; } = "";

    /// <summary>The number type of losses and gradients.</summary>
    public EnginePrecision Training { get; init; } = EnginePrecision.Double;

    /// <summary>The number type of linearised points and their Hessian-vector products.</summary>
    public EnginePrecision Curvature { get; init; } = EnginePrecision.Double;

    /// <summary>How 32-bit numbers are multiplied.</summary>
    public MatrixArithmetic Arithmetic { get; init; } = MatrixArithmetic.Full;

    /// <summary>Which algorithms may be chosen.</summary>
    public Algorithms Algorithms { get; init; } = Algorithms.Deterministic;

    /// <summary>
    /// Examples that are computed at the same time, ≥ 1, which bounds the memory; null for the engine's own choice. With
    /// ghost normalisation it is rounded down to whole ghost blocks, at least one.
    /// </summary>
    public int? Block { get; init; }
}
