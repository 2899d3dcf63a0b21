namespace Dlnx.Numerics.Ode;

/// <summary>
/// The pair of Dormand and Prince: order 5 with an error estimate of order 4, and between the steps a continuous extension
/// of order 4. Explicit: not for stiff systems, for which there is <see cref="Radau"/>. A step allocates nothing.
/// </summary>
public sealed class DormandPrince : OdeStepper
{
    // Hairer, Nørsett, Wanner, IV.2: the border of the stability domain on the negative real axis.
    private const double StabilityBound = 3.25;

    private readonly DormandPrinceStep step;
    private readonly double[] extension;
    private DormandPrinceStep? shortened;
    private int stiffSteps;
    private bool hasExtension;

    /// <summary>A solver at its starting point.</summary>
    /// <param name="system">f, called with spans that it must not keep</param>
    /// <param name="time">t at the start, finite</param>
    /// <param name="state">y at the start, at least one entry; copied</param>
    /// <param name="options">accuracy and limits; null for the defaults</param>
    /// <exception cref="ArgumentException">no entry, a time that is not finite, or options out of range</exception>
    public DormandPrince(OdeSystem system, double time, ReadOnlySpan<double> state, OdeOptions? options = null)
        : base(system, time, state, options, StepSizeControl.ProportionalIntegral(order: 5), errorOrder: 5)
    {
        step = new DormandPrinceStep(system, state.Length);
        extension = new double[5 * state.Length];
        Begin();
    }

    private protected override Span<double> End => step.End;

    private protected override Span<double> EndSlope => step.EndSlope;

    private protected override Span<double> StartSlope => step.StartSlope;

    /// <summary>The coefficients of the last step's continuous extension.</summary>
    internal ReadOnlySpan<double> Extension()
    {
        RequireStep();
        if (!hasExtension)
        {
            step.Extension(PreviousState, Time - PreviousTime, extension);
            hasExtension = true;
        }

        return extension;
    }

    internal override void Shorten(double fraction, Span<double> destination)
    {
        shortened ??= new DormandPrinceStep(RightSide, Dimension);
        StartSlope.CopyTo(shortened.StartSlope);
        shortened.Take(PreviousTime, PreviousState, fraction * (Time - PreviousTime));
        shortened.End.CopyTo(destination);
    }

    private protected override double Take(double h)
    {
        step.Take(Time, PreviousState, h);
        Evaluations += DormandPrinceTableau.Stages - 1;
        return step.ErrorNorm(PreviousState, h, Options);
    }

    private protected override void Accepted(double h)
    {
        hasExtension = false;
        stiffSteps += step.LipschitzRatio(h) > StabilityBound ? 1 : 0;
    }

    private protected override void Extend(double theta, Span<double> destination) =>
        DormandPrinceStep.Interpolate(Extension(), theta, destination);

    private protected override OdeOutcome OutOfSteps(int used) =>
        2 * stiffSteps > used ? OdeOutcome.Stiff : OdeOutcome.TooManySteps;
}
