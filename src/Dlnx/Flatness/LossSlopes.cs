namespace Dlnx.Flatness;

/// <summary>The derivatives ℓ′ and ℓ″ of a scalar loss at the present output z.</summary>
/// <param name="First">ℓ′(z)</param>
/// <param name="Second">ℓ″(z)</param>
public readonly record struct LossSlopes(double First, double Second)
{
    /// <summary>The derivatives of a loss at an output.</summary>
    /// <param name="loss">ℓ</param>
    /// <param name="z">the output</param>
    public static LossSlopes Of(ScalarLoss loss, double z)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new(loss.Slope(z), loss.Curvature(z));
    }
}
