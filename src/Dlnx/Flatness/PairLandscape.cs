using Dlnx.Landscapes;

namespace Dlnx.Flatness;

/// <summary>The loss of a product of two parameters as a landscape: x is θ₁, y is θ₂.</summary>
/// <param name="Loss">ℓ</param>
public sealed record PairLandscape(ScalarLoss Loss) : ILandscape
{
    /// <inheritdoc/>
    public double Value(PlanePoint at) => Loss.Value(at.X * at.Y);

    /// <inheritdoc/>
    public PlanePoint Gradient(PlanePoint at)
    {
        var slope = Loss.Slope(at.X * at.Y);
        return new(slope * at.Y, slope * at.X);
    }

    /// <inheritdoc/>
    public PlaneHessian Hessian(PlanePoint at) => FactorPair.At(Loss, at.X, at.Y).Hessian;
}
