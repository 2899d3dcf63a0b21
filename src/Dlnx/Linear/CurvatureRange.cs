using System.Runtime.InteropServices;

namespace Dlnx.Linear;

/// <summary>The two ends of a Hessian's spectrum.</summary>
/// <param name="Smallest">λ_min(∇²f), negative at a strict saddle</param>
/// <param name="Largest">λ_max(∇²f), the sharpness of gradient descent: 2/η is its stability threshold</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CurvatureRange(double Smallest, double Largest)
{
    /// <summary>‖∇²f‖₂ = max(|λ_min|, |λ_max|), the sharpness of B, Definition 1; equal to λ_max near minima.</summary>
    public double SpectralNorm => Math.Max(Math.Abs(Smallest), Math.Abs(Largest));
}
