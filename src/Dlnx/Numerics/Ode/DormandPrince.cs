using System.Numerics.Tensors;

namespace Dlnx.Numerics.Ode;

/// <summary>
/// Adaptive integration of dy/dt = f(t, y) by the pair of Dormand and Prince: order 5 with an error estimate of order 4,
/// and between the steps a continuous extension of order 4. Explicit: not for stiff systems. Moves step by step under the
/// caller's control; <see cref="OdeSolver"/> does a whole interval. A step allocates nothing.
/// </summary>
public sealed class DormandPrince
{
    private const int CancellationInterval = 1024;

    // Hairer, Nørsett, Wanner, IV.2: the border of the stability domain on the negative real axis.
    private const double StabilityBound = 3.25;

    private readonly OdeSystem system;
    private readonly OdeOptions options;
    private readonly DormandPrinceStep step;
    private readonly double[] start;
    private readonly double[] extension;
    private StepSizeControl control = new();
    private double proposal;
    private int stiffSteps;
    private bool hasStep;
    private bool hasExtension;

    /// <summary>A solver at its starting point.</summary>
    /// <param name="system">f, called with spans that it must not keep</param>
    /// <param name="time">t at the start, finite</param>
    /// <param name="state">y at the start, at least one entry; copied</param>
    /// <param name="options">accuracy and limits; null for the defaults</param>
    /// <exception cref="ArgumentException">no entry, a time that is not finite, or options out of range</exception>
    public DormandPrince(OdeSystem system, double time, ReadOnlySpan<double> state, OdeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (state.IsEmpty || !double.IsFinite(time))
        {
            throw new ArgumentException(
                $"A solver needs a finite time and at least one entry; found t = {time} and {state.Length} entries."
            );
        }

        this.system = system;
        this.options = (options ?? new OdeOptions()).Validated();
        step = new DormandPrinceStep(system, state.Length);
        start = new double[state.Length];
        extension = new double[5 * state.Length];
        Time = PreviousTime = time;
        state.CopyTo(step.End);
        system(time, step.End, step.EndSlope);
        Evaluations = 1;
    }

    /// <summary>n, the number of entries of y.</summary>
    public int Dimension => start.Length;

    /// <summary>t, how far the integration has come.</summary>
    public double Time { get; private set; }

    /// <summary>Where the last accepted step started.</summary>
    public double PreviousTime { get; private set; }

    /// <summary>y at <see cref="Time"/>.</summary>
    public ReadOnlySpan<double> State => step.End;

    /// <summary>y at <see cref="PreviousTime"/>; defined after a step.</summary>
    public ReadOnlySpan<double> PreviousState => start;

    /// <summary>f at <see cref="PreviousTime"/>; defined after a step.</summary>
    internal ReadOnlySpan<double> PreviousSlope => step.StartSlope;

    /// <summary>Accepted steps.</summary>
    public int Steps { get; private set; }

    /// <summary>Rejected steps.</summary>
    public int RejectedSteps { get; private set; }

    /// <summary>Calls of f.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Moves on by one accepted step, not beyond the end; the sign of end − t is the direction.</summary>
    /// <param name="end">where to stop at the latest, finite</param>
    /// <returns>
    /// Underway or ReachedEnd after an accepted step (or at the end already); any other outcome leaves time and state where
    /// they were
    /// </returns>
    /// <exception cref="OperationCanceledException">cancelled by the options' token</exception>
    public OdeOutcome Step(double end)
    {
        var remaining = end - Time;
        if (!double.IsFinite(remaining))
        {
            throw new ArgumentException($"The end of the interval must be finite; it is {end}.", nameof(end));
        }

        if (Steps % CancellationInterval == 0)
        {
            options.Cancellation.ThrowIfCancellationRequested();
        }

        if (remaining == 0)
        {
            return OdeOutcome.ReachedEnd;
        }

        if (proposal == 0)
        {
            proposal = options.FirstStep ?? FirstStep(remaining);
        }

        step.End.CopyTo(start);
        step.EndSlope.CopyTo(step.StartSlope);
        var outcome = Try(end);
        if (outcome is not (OdeOutcome.Underway or OdeOutcome.ReachedEnd))
        {
            start.CopyTo(step.End);
            step.StartSlope.CopyTo(step.EndSlope);
            hasStep = false;
        }

        return outcome;
    }

    /// <summary>y inside the last accepted step, by the continuous extension of order 4.</summary>
    /// <param name="t">between <see cref="PreviousTime"/> and <see cref="Time"/></param>
    /// <param name="destination">y(t), n entries</param>
    /// <exception cref="ArgumentException">t outside the last step</exception>
    /// <exception cref="InvalidOperationException">no step was accepted yet, or the last call of Step failed</exception>
    public void Interpolate(double t, Span<double> destination)
    {
        var theta = (t - PreviousTime) / (Time - PreviousTime);
        if (hasStep && theta is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"t = {t} is outside the last step [{PreviousTime}, {Time}].", nameof(t));
        }

        DormandPrinceStep.Interpolate(Extension(), theta, destination);
    }

    /// <summary>The coefficients of the last step's continuous extension.</summary>
    internal ReadOnlySpan<double> Extension()
    {
        if (!hasStep)
        {
            throw new InvalidOperationException("There is no accepted step to interpolate in; call Step first.");
        }

        if (!hasExtension)
        {
            step.Extension(start, Time - PreviousTime, extension);
            hasExtension = true;
        }

        return extension;
    }

    private OdeOutcome Try(double end)
    {
        var error = 0.0;
        while (true)
        {
            var used = Steps + RejectedSteps;
            if (used >= options.MaximumSteps)
            {
                return 2 * stiffSteps > used ? OdeOutcome.Stiff : OdeOutcome.TooManySteps;
            }

            var h = NextStep(end - Time);
            if (Time + (0.1 * h) == Time && h != end - Time)
            {
                return double.IsFinite(error) ? OdeOutcome.StepTooSmall : OdeOutcome.NotFinite;
            }

            step.Take(Time, start, h);
            Evaluations += DormandPrinceTableau.Stages - 1;
            error = step.ErrorNorm(start, h, options);
            if (error <= 1)
            {
                return Accept(h, error, end);
            }

            RejectedSteps++;
            proposal = Math.Abs(h) * control.Reject(error);
        }
    }

    // A step that would leave a crumb before the end is stretched to it.
    private double NextStep(double remaining)
    {
        var size = Math.Min(proposal, options.MaximumStep);
        return 1.01 * size >= Math.Abs(remaining) ? remaining : Math.CopySign(size, remaining);
    }

    private OdeOutcome Accept(double h, double error, double end)
    {
        var isLast = h == end - Time;
        var next = Math.Abs(h) * control.Accept(error);
        // A step cut short by the end says nothing against the size proposed before.
        proposal = isLast ? Math.Max(proposal, next) : next;
        stiffSteps += step.LipschitzRatio(h) > StabilityBound ? 1 : 0;
        PreviousTime = Time;
        Time = isLast ? end : Time + h;
        Steps++;
        hasStep = true;
        hasExtension = false;
        return isLast ? OdeOutcome.ReachedEnd : OdeOutcome.Underway;
    }

    // Hairer, Nørsett, Wanner, II.4: an explicit Euler step of about 1 % of the solution, then its second derivative.
    private double FirstStep(double remaining)
    {
        const double fallback = 1e-6;
        var (size, slope) = (Norm(State), Norm(step.EndSlope));
        var guess = size < 1e-5 || slope < 1e-5 || !double.IsFinite(size / slope) ? fallback : 0.01 * size / slope;
        guess = Math.Min(guess, Math.Min(Math.Abs(remaining), options.MaximumStep));

        var signed = Math.CopySign(guess, remaining);
        // The extension's buffer is free until the first step is accepted.
        var point = extension.AsSpan(0, Dimension);
        var change = extension.AsSpan(Dimension, Dimension);
        TensorPrimitives.MultiplyAdd(step.EndSlope, signed, State, point);
        system(Time + signed, point, change);
        Evaluations++;
        TensorPrimitives.Subtract(change, step.EndSlope, change);
        var steepest = Math.Max(slope, Norm(change) / guess);
        var second = steepest <= 1e-15 ? Math.Max(fallback, 1e-3 * guess) : Math.Pow(0.01 / steepest, 0.2);
        return double.IsFinite(second) && second > 0 ? Math.Min(100 * guess, second) : guess;
    }

    private double Norm(ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            var unit = options.AbsoluteTolerance + (options.RelativeTolerance * Math.Abs(State[i]));
            sum += vector[i] / unit * (vector[i] / unit);
        }

        return Math.Sqrt(sum / vector.Length);
    }
}
