namespace Dlnx.Numerics.Ode;

/// <summary>How accurately to integrate, and when to give up.</summary>
public sealed record OdeOptions
{
    /// <summary>The smallest useful relative tolerance: below it the error estimate is rounding.</summary>
    public const double SmallestRelativeTolerance = 1e-14;

    /// <summary>
    /// rtol, at least <see cref="SmallestRelativeTolerance"/>. A step's estimated error, as a root mean square over the
    /// entries in units of atol + rtol·|y|, must not exceed 1. Default 1e-9.
    /// </summary>
    public double RelativeTolerance { get; init; } = 1e-9;

    /// <summary>
    /// atol, not negative; what counts as zero for an entry of y. Default 1e-12. With 0 no entry may stay at 0.
    /// </summary>
    public double AbsoluteTolerance { get; init; } = 1e-12;

    /// <summary>The size of the first step, positive; null (the default) estimates it from f and its change.</summary>
    public double? FirstStep { get; init; }

    /// <summary>
    /// The largest step, positive. Default: no limit. Two zeros of an event function within one step go unseen: limit the
    /// step where that can happen.
    /// </summary>
    public double MaximumStep { get; init; } = double.PositiveInfinity;

    /// <summary>The largest number of accepted and rejected steps together. Default 1 000 000.</summary>
    public int MaximumSteps { get; init; } = 1_000_000;

    /// <summary>Polled every 1024 steps.</summary>
    public CancellationToken Cancellation { get; init; }

    internal OdeOptions Validated()
    {
        if (!(RelativeTolerance >= SmallestRelativeTolerance && double.IsFinite(RelativeTolerance)))
        {
            throw new ArgumentException(
                $"The relative tolerance must be at least {SmallestRelativeTolerance} and finite; it is {RelativeTolerance}."
            );
        }

        if (!(AbsoluteTolerance >= 0 && double.IsFinite(AbsoluteTolerance)))
        {
            throw new ArgumentException(
                $"The absolute tolerance must not be negative and finite; it is {AbsoluteTolerance}."
            );
        }

        if (!(MaximumStep > 0) || !(FirstStep is null or (> 0 and < double.PositiveInfinity)))
        {
            throw new ArgumentException(
                $"The first and the largest step must be positive; they are {FirstStep} and {MaximumStep}."
            );
        }

        return MaximumSteps > 0
            ? this
            : throw new ArgumentException($"The maximum number of steps must be positive; it is {MaximumSteps}.");
    }
}
