namespace Dlnx.Escape;

/// <summary>Where a network whose activation has φ(0) ≠ 0 starts (C, Section C.4): what "near the saddle" may mean.</summary>
public enum OffsetStart
{
    /// <summary>All scales ε, no biases: 0 is no stationary point.</summary>
    Origin,

    /// <summary>Scales ε but a_L = 𝔼y/φ(0), no biases: near the stationary point that fits the mean.</summary>
    Relocated,

    /// <summary>The activation φ − φ(0) in the student, all scales ε.</summary>
    Centred,

    /// <summary>The original activation with trainable biases that cancel its offset.</summary>
    Biases,
}
