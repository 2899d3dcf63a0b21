using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// The off-block amplitude ω, added to the second pre-activation of block k as ωφ(a₁s_j) from another block j, to first order
/// around the block-aligned point of an odd activation: dω/dτ = S − λω (C, eqs. 62–64). All fields are expectations over
/// independent standard normal s_k, s_j.
/// </summary>
/// <param name="Source">S = 𝔼[∂f/∂z₂]·𝔼[e_jφ(a₁s_j)], e_j = α_jφ(s_j) − f_j</param>
/// <param name="Decay">λ = 𝔼[φ(a₁s_j)²]·(𝔼[(∂f/∂z₂)²] − 𝔼[e_k ∂²f/∂z₂²])</param>
/// <param name="RotationSource">𝔼[∂f/∂z₁]·𝔼[e_js_j], the drive of the first layer of block k towards direction j</param>
public sealed record OffBlockLinearization(double Source, double Decay, double RotationSource)
{
    /// <summary>S/λ, where ω would settle.</summary>
    public double QuasiSteady => Source / Decay;

    /// <summary>The coefficients at a point.</summary>
    /// <param name="activation">φ, odd</param>
    /// <param name="target">a₁, …, a_L of block k, which receives; L ≥ 3</param>
    /// <param name="other">a₁, …, a_L of block j, which sends</param>
    /// <param name="targetAlpha">α of the receiving mode</param>
    /// <param name="otherAlpha">α of the sending mode</param>
    /// <exception cref="ArgumentException">fewer than three scales, or blocks of different depth</exception>
    public static OffBlockLinearization At(
        Activation activation,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> other,
        double targetAlpha = 1,
        double otherAlpha = 1
    )
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (target.Length < 3)
            throw new ArgumentException($"Off-block entries need at least three layers; found {target.Length}.");
        var sources = OffBlockSources.Of(activation, target, other, otherAlpha);
        var (scales, sender) = (target.ToArray(), other[0]);
        var sent = GaussianRule.Line.Expectation(s => Squared(activation.Value(sender * s)));
        var bend = GaussianRule.Line.Expectation(s =>
        {
            var jet = OutputJet.Of(activation, scales, s);
            var error = (targetAlpha * activation.Value(s)) - jet.Value;
            return Squared(jet.Slope) - (error * jet.Curvature);
        });
        return new(sources[1], sent * bend, sources[0]);
    }

    /// <summary>ω(t) = (S/λ)(1 − e^{−λt}), from ω = 0 with both coefficients held.</summary>
    public double Amplitude(double time) => -QuasiSteady * ExponentialMinusOne.At(-Decay * time);

    private static double Squared(double x) => x * x;

    // f as a function of z₂: value and two derivatives.
    private readonly record struct OutputJet(double Value, double Slope, double Curvature)
    {
        public static OutputJet Of(Activation activation, double[] scales, double s)
        {
            var (value, slope, curvature) = (scales[1] * activation.Value(scales[0] * s), 1.0, 0.0);
            for (var l = 2; l < scales.Length; l++)
            {
                var (d1, d2) = (activation.Derivative(value), activation.SecondDerivative(value));
                curvature = scales[l] * ((d2 * slope * slope) + (d1 * curvature));
                slope *= scales[l] * d1;
                value = scales[l] * activation.Value(value);
            }

            return new(value, slope, curvature);
        }
    }
}
