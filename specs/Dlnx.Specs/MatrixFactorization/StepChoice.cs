using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>
/// The step of gradient descent, given as k = ηS, as the learning rate η, or as K = 2/η, where S = Lσ₁^(2−2/L) is the
/// sharpness at the minimum (½ convention of the loss).
/// </summary>
public static class StepChoice
{
    /// <summary>k = ηS = 2S/K from whichever of the three is given; k itself when neither η nor K is.</summary>
    /// <exception cref="ParameterException">Both η and K are given.</exception>
    public static double Resolve(double k, double? eta, double? inverse, double sharpness) =>
        (eta, inverse) switch
        {
            (null, null) => k,
            ({ } rate, null) => rate * sharpness,
            (null, { } level) => 2 * sharpness / level,
            _ => throw new ParameterException("K", "is given together with eta; give one of k, eta and K."),
        };

    /// <summary>Refuses a step outside (2, 2√2], the range in which the two-period orbit is known to be unique.</summary>
    /// <exception cref="ParameterException">k is outside the range.</exception>
    public static void RequireOrbit(double k)
    {
        if (!(k > 2 && k <= Largest))
            throw new ParameterException("k", $"is {k:R} (k = ηS = 2S/K); it must lie in (2, {Largest:R}].");
    }

    /// <summary>2√2.</summary>
    public const double Largest = 2.8284271247461903;

    /// <summary>S = Lσ^(2−2/L).</summary>
    public static double Sharpness(int depth, double sigma) => HessianSpectrum.ModeSharpness(depth, sigma);
}
