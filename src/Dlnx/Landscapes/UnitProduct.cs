namespace Dlnx.Landscapes;

/// <summary>f(a, b) = ½(ab − 1)², the smallest factorisation; every point of ab = 1 is a minimum (B/fig-21).</summary>
public sealed class UnitProduct : ILandscape
{
    /// <inheritdoc/>
    public double Value(PlanePoint at)
    {
        var residual = at.X * at.Y - 1;
        return residual * residual / 2;
    }

    /// <inheritdoc/>
    public PlanePoint Gradient(PlanePoint at)
    {
        var residual = at.X * at.Y - 1;
        return new(residual * at.Y, residual * at.X);
    }

    /// <inheritdoc/>
    public PlaneHessian Hessian(PlanePoint at) => new(at.Y * at.Y, 2 * at.X * at.Y - 1, at.X * at.X);
}
