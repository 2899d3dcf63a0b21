using Dlnx.Escape;
using MathNet.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// ℓ = −y ln σ(z) − (1 − y) ln(1 − σ(z)): ℓ′ = σ(z) − y, ℓ″ = σ(z)(1 − σ(z)). Only a soft label has a finite minimiser,
/// logit y; label 0 is the logistic loss ln(1 + e^z).
/// </summary>
public sealed record BinaryCrossEntropy : ScalarLoss
{
    /// <summary>The loss of a label.</summary>
    /// <param name="label">y in [0, 1]</param>
    /// <exception cref="ArgumentOutOfRangeException">the label is outside [0, 1]</exception>
    public BinaryCrossEntropy(double label) =>
        Label = label is >= 0 and <= 1
            ? label
            : throw new ArgumentOutOfRangeException(
                nameof(label),
                $"The label is {label}; a probability lies between 0 and 1."
            );

    /// <summary>y.</summary>
    public double Label { get; }

    /// <inheritdoc/>
    public override double LowestSlope => -Label;

    /// <inheritdoc/>
    public override double HighestSlope => 1 - Label;

    /// <inheritdoc/>
    public override double? Minimiser => Label is > 0 and < 1 ? Math.Log(Label / (1 - Label)) : null;

    /// <inheritdoc/>
    public override double Value(double z) =>
        Math.Max(z, 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(z))) - Label * z;

    /// <inheritdoc/>
    public override double Slope(double z) => Sigmoid.Value(z) - Label;

    /// <inheritdoc/>
    public override double Curvature(double z) => Sigmoid.Derivative(z);

    /// <inheritdoc/>
    public override double FourthDerivative(double z)
    {
        var variance = Sigmoid.Derivative(z);
        return variance * (1 - 6 * variance);
    }
}
