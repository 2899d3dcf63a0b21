using System.Runtime.InteropServices;

namespace Dlnx.Flatness;

/// <summary>
/// What one step of gradient descent does to κ of a <see cref="FactorPair"/>, in closed form, for any loss (D, App.
/// E.2.2).
/// </summary>
/// <param name="From">the point before the step</param>
/// <param name="LearningRate">η</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RotationStep(FactorPair From, double LearningRate)
{
    /// <summary>z⁺ = z − ηℓ′S + η²ℓ′²z, in factors, which are 0 exactly at the asymptotes of κ⁺.</summary>
    public double NextProduct => (From.First - Shift * From.Second) * (From.Second - Shift * From.First);

    /// <summary>(θ₂² − θ₁²)⁺/(θ₂² − θ₁²) = 1 − η²ℓ′².</summary>
    public double ImbalanceFactor => (1 - Shift) * (1 + Shift);

    /// <summary>
    /// The change of κ as the paper approximates it, (1 − η²ℓ′²)/|1 − ηk| − 1 with k = ℓ″S: its sign is often wrong.
    /// </summary>
    public double ApproximateChange => ImbalanceFactor / Math.Abs(1 - LearningRate * From.GaussNewtonSharpness) - 1;

    private double Shift => LearningRate * From.Slope;

    /// <summary>κ⁺/κ = (ℓ″₊/ℓ″)·|1 − η²ℓ′²|·|ℓ′ + ℓ″z|/|ℓ′₊ + ℓ″₊z⁺|, exactly.</summary>
    /// <param name="loss">the loss whose derivatives the point has</param>
    public double KappaRatio(ScalarLoss loss)
    {
        var (before, after) = (From.Slope + From.Curvature * From.Product, CouplingAt(loss, NextProduct));
        return CurvatureRatio(loss) * Math.Abs(ImbalanceFactor * before / after);
    }

    /// <summary>The same for the recentred anisotropy, whose denominator is |ℓ′| alone.</summary>
    /// <param name="loss">the loss whose derivatives the point has</param>
    public double RecentredRatio(ScalarLoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return CurvatureRatio(loss) * Math.Abs(ImbalanceFactor * From.Slope / loss.Slope(NextProduct));
    }

    private static double CouplingAt(ScalarLoss loss, double z)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.Slope(z) + loss.Curvature(z) * z;
    }

    private double CurvatureRatio(ScalarLoss loss) => loss.Curvature(NextProduct) / From.Curvature;
}
