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
    /// <param name="alpha">α of both modes</param>
    /// <exception cref="ArgumentException">fewer than three scales, or blocks of different depth</exception>
    public static OffBlockLinearization At(
        Activation activation,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> other,
        double alpha = 1
    )
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (target.Length < 3 || other.Length != target.Length)
        {
            throw new ArgumentException(
                $"Both blocks need as many scales, at least three; found {target.Length} and {other.Length}."
            );
        }

        var (k, j) = (target.ToArray(), other.ToArray());
        double Mean(Func<double, double> f) => GaussianRule.Line.Expectation(f);
        double Error(double[] scales, double s) =>
            (alpha * activation.Value(s)) - ChainJet.Of(activation, scales, s).Output;
        double Sent(double s) => activation.Value(j[0] * s);

        var slope = Mean(s => ChainJet.Of(activation, k, s).Slope);
        var square = Mean(s => Squared(ChainJet.Of(activation, k, s).Slope));
        var bend = Mean(s => Error(k, s) * ChainJet.Of(activation, k, s).Curvature);
        return new(
            slope * Mean(s => Error(j, s) * Sent(s)),
            Mean(s => Squared(Sent(s))) * (square - bend),
            Mean(s => ChainJet.Of(activation, k, s).InputSlope) * Mean(s => Error(j, s) * s)
        );
    }

    /// <summary>ω(t) = (S/λ)(1 − e^{−λt}), from ω = 0 with both coefficients held.</summary>
    public double Amplitude(double time) => -QuasiSteady * double.ExpM1(-Decay * time);

    private static double Squared(double x) => x * x;

    // f = ζ_L as a function of z₁ and z₂ at one input: value and derivatives.
    private readonly record struct ChainJet(double Output, double Slope, double Curvature, double InputSlope)
    {
        public static ChainJet Of(Activation activation, double[] scales, double s)
        {
            var first = scales[0] * s;
            var (z, slope, curvature) = (scales[1] * activation.Value(first), 1.0, 0.0);
            var intoSecond = scales[1] * activation.Derivative(first);
            for (var l = 2; l < scales.Length; l++)
            {
                var (d1, d2) = (activation.Derivative(z), activation.SecondDerivative(z));
                curvature = scales[l] * ((d2 * slope * slope) + (d1 * curvature));
                slope *= scales[l] * d1;
                z = scales[l] * activation.Value(z);
            }

            return new(z, slope, curvature, slope * intoSecond);
        }
    }
}
