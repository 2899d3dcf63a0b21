using System.Runtime.InteropServices;

namespace Dlnx.Landscapes;

/// <summary>The second derivatives of a function of the plane.</summary>
/// <param name="XX">∂²f/∂x²</param>
/// <param name="XY">∂²f/∂x∂y</param>
/// <param name="YY">∂²f/∂y²</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlaneHessian(double XX, double XY, double YY)
{
    /// <summary>The smaller eigenvalue.</summary>
    public double Smallest => (XX + YY) / 2 - HalfGap;

    /// <summary>The larger eigenvalue.</summary>
    public double Largest => (XX + YY) / 2 + HalfGap;

    /// <summary>The sharpness ‖∇²f‖₂.</summary>
    public double SpectralNorm => Math.Max(Math.Abs(Smallest), Math.Abs(Largest));

    private double HalfGap => Math.Sqrt((XX - YY) * (XX - YY) / 4 + XY * XY);

    /// <summary>H⁻¹v; not finite when H is singular.</summary>
    public PlanePoint Solve(PlanePoint v)
    {
        var determinant = XX * YY - XY * XY;
        return new((YY * v.X - XY * v.Y) / determinant, (XX * v.Y - XY * v.X) / determinant);
    }
}
