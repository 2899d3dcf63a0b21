namespace Dlnx.Numerics.Ode;

/// <summary>
/// The proportional-integral controller of Hairer, Nørsett, Wanner (IV.2, code DOPRI5): the next step from the present and
/// the previous error, both in units of the tolerance.
/// </summary>
internal struct StepSizeControl()
{
    private const double Safety = 0.9;
    private const double Stabilisation = 0.04;
    private const double Exponent = 0.2 - (0.75 * Stabilisation);
    private const double LargestGrowth = 10;
    private const double LargestReduction = 5;
    private const double SmallestRemembered = 1e-4;

    private double previousError = SmallestRemembered;
    private bool afterRejection;

    /// <summary>The factor for the next step after an accepted one with the given error, at most 1.</summary>
    public double Accept(double error)
    {
        var factor = Safety * Math.Pow(previousError, Stabilisation) / Math.Pow(error, Exponent);
        var largest = afterRejection ? 1 : LargestGrowth;
        previousError = Math.Max(error, SmallestRemembered);
        afterRejection = false;
        return Math.Clamp(factor, 1 / LargestReduction, largest);
    }

    /// <summary>The factor for another try after a rejected step; the error is above 1 or not finite.</summary>
    public double Reject(double error)
    {
        afterRejection = true;
        return double.IsFinite(error)
            ? Math.Max(1 / LargestReduction, Safety / Math.Pow(error, Exponent))
            : 1 / LargestReduction;
    }
}
