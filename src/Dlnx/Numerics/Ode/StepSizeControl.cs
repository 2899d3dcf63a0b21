namespace Dlnx.Numerics.Ode;

/// <summary>
/// The step sizes' controllers of Hairer, Nørsett, Wanner (IV.2 and IV.8): the next step from the present and the previous
/// error, both in units of the tolerance.
/// </summary>
internal struct StepSizeControl
{
    private const double Safety = 0.9;
    private const double LargestGrowth = 10;
    private const double LargestReduction = 5;
    private const double SmallestRemembered = 1e-4;

    private readonly double stabilisation;
    private readonly double exponent;
    private readonly double smallestGrowth;
    private double previousError = SmallestRemembered;
    private bool afterRejection;

    private StepSizeControl(double stabilisation, double exponent, double smallestGrowth)
    {
        this.stabilisation = stabilisation;
        this.exponent = exponent;
        this.smallestGrowth = smallestGrowth;
    }

    /// <summary>The proportional-integral controller of the code DOPRI5.</summary>
    /// <param name="order">p, where the error of a step is estimated to order hᵖ</param>
    public static StepSizeControl ProportionalIntegral(int order) => new(0.04, (1.0 / order) - (0.75 * 0.04), 1);

    /// <summary>The plain controller, which keeps a step that would grow by less than 20 %: its matrices stay factored.</summary>
    /// <param name="order">p, where the error of a step is estimated to order hᵖ</param>
    public static StepSizeControl Plain(int order) => new(0, 1.0 / order, 1.2);

    /// <summary>The factor for the next step after an accepted one with the given error, at most 1.</summary>
    public double Accept(double error)
    {
        var factor = Safety * Math.Pow(previousError, stabilisation) / Math.Pow(error, exponent);
        var largest = afterRejection ? 1 : LargestGrowth;
        previousError = Math.Max(error, SmallestRemembered);
        afterRejection = false;
        factor = Math.Clamp(factor, 1 / LargestReduction, largest);
        return factor > 1 && factor < smallestGrowth ? 1 : factor;
    }

    /// <summary>The factor for another try after a rejected step; the error is above 1 or not finite.</summary>
    public double Reject(double error)
    {
        afterRejection = true;
        return double.IsFinite(error)
            ? Math.Max(1 / LargestReduction, Safety / Math.Pow(error, exponent))
            : 1 / LargestReduction;
    }
}
