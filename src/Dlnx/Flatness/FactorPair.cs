using System.Runtime.InteropServices;
using Dlnx.Landscapes;

namespace Dlnx.Flatness;

/// <summary>
/// The product network of two parameters, z = θ₁θ₂ with loss ℓ(z), at one point: everything that the point and the local
/// derivatives of ℓ determine (D, Sec. 4.1.2). The smaller parameter is the sharper one, for ∂z/∂θ₁ = θ₂.
/// </summary>
/// <param name="First">θ₁</param>
/// <param name="Second">θ₂</param>
/// <param name="Slope">ℓ′(z)</param>
/// <param name="Curvature">ℓ″(z)</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FactorPair(double First, double Second, double Slope, double Curvature)
{
    /// <summary>z = θ₁θ₂.</summary>
    public double Product => First * Second;

    /// <summary>S = θ₁² + θ₂².</summary>
    public double SquaredNorm => First * First + Second * Second;

    /// <summary>θ₂² − θ₁²; gradient flow conserves it.</summary>
    public double Imbalance => (Second - First) * (Second + First);

    /// <summary>ℓ″S, the largest eigenvalue of the Gauss–Newton part of the Hessian.</summary>
    public double GaussNewtonSharpness => Curvature * SquaredNorm;

    /// <summary>The Hessian in (θ₁, θ₂).</summary>
    public PlaneHessian Hessian => new(Curvature * Second * Second, Coupling, Curvature * First * First);

    /// <summary>
    /// κ = ℓ″|θ₂² − θ₁²|/(2|ℓ′ + ℓ″z|): how far the leading eigenvector has turned to the axis of the sharper parameter.
    /// +∞ when the Hessian is diagonal, NaN when it is also a multiple of the identity.
    /// </summary>
    public double Kappa => Curvature * Math.Abs(Imbalance) / (2 * Math.Abs(Coupling));

    /// <summary>
    /// κ with the slope alone in the denominator, ℓ″|θ₂² − θ₁²|/(2|ℓ′|); up to a constant it is κ when ℓ = ½z². +∞ at
    /// the minimum.
    /// </summary>
    public double RecentredKappa => Curvature * Math.Abs(Imbalance) / (2 * Math.Abs(Slope));

    /// <summary>
    /// R₂ = κ + √(κ² + 1) ≥ 1: the leading eigenvector's component on the sharper axis over that on the flatter one, for
    /// ℓ″ &gt; 0.
    /// </summary>
    public double AlignmentRatio => Kappa + double.Hypot(Kappa, 1);

    /// <summary>φ = ½ atan2(1, κ), the angle in radians from the sharper axis to the leading eigenvector; at most π/4.</summary>
    public double Angle => 0.5 * Math.Atan2(1, Kappa);

    /// <summary>“θ = (0.5, 2), ℓ′ = 0.3, ℓ″ = 1”, what determines everything else.</summary>
    public override string ToString() => $"θ = ({First:R}, {Second:R}), ℓ′ = {Slope:R}, ℓ″ = {Curvature:R}";

    private double Coupling => Slope + Curvature * Product;

    /// <summary>The point (θ₁, θ₂) of the network with a loss.</summary>
    public static FactorPair At(ScalarLoss loss, double first, double second)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var z = first * second;
        return new(first, second, loss.Slope(z), loss.Curvature(z));
    }

    /// <summary>One step of gradient descent: θ₁ − ηℓ′θ₂ and θ₂ − ηℓ′θ₁.</summary>
    /// <param name="loss">the loss whose derivatives this point has</param>
    /// <param name="learningRate">η</param>
    public FactorPair Step(ScalarLoss loss, double learningRate) =>
        At(loss, First - learningRate * Slope * Second, Second - learningRate * Slope * First);

    /// <summary>The points of gradient descent from here, this one first, without end.</summary>
    /// <param name="loss">the loss whose derivatives this point has</param>
    /// <param name="learningRate">η</param>
    public IEnumerable<FactorPair> Descend(ScalarLoss loss, double learningRate)
    {
        var point = this;
        while (true)
        {
            yield return point;
            point = point.Step(loss, learningRate);
        }
    }
}
