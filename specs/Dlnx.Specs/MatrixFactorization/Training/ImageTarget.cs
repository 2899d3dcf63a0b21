namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>An image of 16 × 16 pixels that a coordinate network is fitted to.</summary>
public enum ImageTarget
{
    /// <summary>The squared distance from the centre.</summary>
    Smooth,

    /// <summary>A plane, column + row/2.</summary>
    Ramp,

    /// <summary>Columns that alternate.</summary>
    Stripe,

    /// <summary>Pixels that alternate in both directions.</summary>
    Check,

    /// <summary>Independent octets.</summary>
    Noise,
}
