using System.Numerics.Tensors;

namespace Dlnx.Numerics.Ode;

/// <summary>
/// Adaptive integration of dy/dt = f(t, y), step by step under the caller's control: what the methods have in common.
/// <see cref="OdeSolver"/> does a whole interval.
/// </summary>
public abstract class OdeStepper
{
    private const int CancellationInterval = 1024;

    private readonly double[] start;
    private readonly int errorOrder;
    private StepSizeControl control;
    private double proposal;

    /// <summary>Checks the arguments.</summary>
    /// <param name="system">f</param>
    /// <param name="time">t at the start</param>
    /// <param name="state">y at the start</param>
    /// <param name="options">accuracy and limits; null for the defaults</param>
    /// <param name="control">the controller of the method</param>
    /// <param name="errorOrder">p, where the error of a step is estimated to order hᵖ</param>
    private protected OdeStepper(
        OdeSystem system,
        double time,
        ReadOnlySpan<double> state,
        OdeOptions? options,
        StepSizeControl control,
        int errorOrder
    )
    {
        ArgumentNullException.ThrowIfNull(system);
        if (state.IsEmpty || !double.IsFinite(time))
        {
            throw new ArgumentException(
                $"A solver needs a finite time and at least one entry; found t = {time} and {state.Length} entries."
            );
        }

        RightSide = system;
        Options = (options ?? new OdeOptions()).Validated();
        this.control = control;
        this.errorOrder = errorOrder;
        start = state.ToArray();
        Time = PreviousTime = time;
    }

    /// <summary>n, the number of entries of y.</summary>
    public int Dimension => start.Length;

    /// <summary>t, how far the integration has come.</summary>
    public double Time { get; private set; }

    /// <summary>Where the last accepted step started.</summary>
    public double PreviousTime { get; private set; }

    /// <summary>y at <see cref="Time"/>.</summary>
    public ReadOnlySpan<double> State => End;

    /// <summary>y at <see cref="PreviousTime"/>; defined after a step.</summary>
    public ReadOnlySpan<double> PreviousState => start;

    /// <summary>Accepted steps.</summary>
    public int Steps { get; private set; }

    /// <summary>Rejected steps.</summary>
    public int RejectedSteps { get; private set; }

    /// <summary>Calls of f.</summary>
    public long Evaluations { get; private protected set; }

    private protected OdeSystem RightSide { get; }

    private protected OdeOptions Options { get; }

    /// <summary>y at the end of the present step.</summary>
    private protected abstract Span<double> End { get; }

    /// <summary>f at the end of the present step.</summary>
    private protected abstract Span<double> EndSlope { get; }

    /// <summary>f at its start.</summary>
    private protected abstract Span<double> StartSlope { get; }

    private protected bool HasStep { get; private set; }

    /// <summary>Whether the present step has been rejected once already.</summary>
    private protected bool IsRetry { get; private set; }

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
            Options.Cancellation.ThrowIfCancellationRequested();
        }

        if (remaining == 0)
        {
            return OdeOutcome.ReachedEnd;
        }

        if (proposal == 0)
        {
            proposal = Options.FirstStep ?? FirstStep(remaining);
        }

        End.CopyTo(start);
        EndSlope.CopyTo(StartSlope);
        var outcome = Try(end);
        if (outcome is not (OdeOutcome.Underway or OdeOutcome.ReachedEnd))
        {
            start.CopyTo(End);
            StartSlope.CopyTo(EndSlope);
            HasStep = false;
        }

        return outcome;
    }

    /// <summary>y inside the last accepted step, by the method's continuous extension.</summary>
    /// <param name="t">between <see cref="PreviousTime"/> and <see cref="Time"/></param>
    /// <param name="destination">y(t), n entries</param>
    /// <exception cref="ArgumentException">t outside the last step</exception>
    /// <exception cref="InvalidOperationException">no step was accepted yet, or the last call of Step failed</exception>
    public void Interpolate(double t, Span<double> destination)
    {
        RequireStep();
        var theta = (t - PreviousTime) / (Time - PreviousTime);
        if (theta is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"t = {t} is outside the last step [{PreviousTime}, {Time}].", nameof(t));
        }

        Extend(theta, destination);
    }

    /// <summary>
    /// y inside the last accepted step, by a step of the method itself that is shorter by a factor: of the method's full
    /// order, where the continuous extension has less.
    /// </summary>
    /// <param name="fraction">the factor, above 0 and at most 1</param>
    /// <param name="destination">n entries</param>
    internal abstract void Shorten(double fraction, Span<double> destination);

    /// <summary>Sets y and f at the start; every method does it once its storage is there.</summary>
    private protected void Begin()
    {
        start.CopyTo(End);
        RightSide(Time, End, EndSlope);
        Evaluations++;
    }

    /// <summary>Computes the end of a step of size h from <see cref="PreviousState"/> at <see cref="Time"/>.</summary>
    /// <returns>the estimated error in units of the tolerance; not finite when the step cannot be computed</returns>
    private protected abstract double Take(double h);

    /// <summary>A step of size h was accepted; time and state are those of its end.</summary>
    private protected abstract void Accepted(double h);

    /// <summary>The continuous extension of the last step.</summary>
    private protected abstract void Extend(double theta, Span<double> destination);

    /// <summary>What it means that so many steps did not suffice.</summary>
    private protected virtual OdeOutcome OutOfSteps(int used) => OdeOutcome.TooManySteps;

    private protected void RequireStep()
    {
        if (!HasStep)
        {
            throw new InvalidOperationException("There is no accepted step to interpolate in; call Step first.");
        }
    }

    private OdeOutcome Try(double end)
    {
        var error = 0.0;
        while (true)
        {
            var used = Steps + RejectedSteps;
            if (used >= Options.MaximumSteps)
            {
                return OutOfSteps(used);
            }

            var h = NextStep(end - Time);
            if (Time + (0.1 * h) == Time && h != end - Time)
            {
                return double.IsFinite(error) ? OdeOutcome.StepTooSmall : OdeOutcome.NotFinite;
            }

            error = Take(h);
            if (error <= 1)
            {
                return Accept(h, error, end);
            }

            RejectedSteps++;
            IsRetry = true;
            proposal = Math.Abs(h) * control.Reject(error);
        }
    }

    // A step that would leave a crumb before the end is stretched to it.
    private double NextStep(double remaining)
    {
        var size = Math.Min(proposal, Options.MaximumStep);
        return 1.01 * size >= Math.Abs(remaining) ? remaining : Math.CopySign(size, remaining);
    }

    private OdeOutcome Accept(double h, double error, double end)
    {
        var isLast = h == end - Time;
        var next = Math.Abs(h) * control.Accept(error);
        // A step cut short by the end says nothing against the size proposed before.
        proposal = isLast ? Math.Max(proposal, next) : next;
        PreviousTime = Time;
        Time = isLast ? end : Time + h;
        Steps++;
        HasStep = true;
        IsRetry = false;
        Accepted(h);
        return isLast ? OdeOutcome.ReachedEnd : OdeOutcome.Underway;
    }

    // Hairer, Nørsett, Wanner, II.4: an explicit Euler step of about 1 % of the solution, then its second derivative.
    private double FirstStep(double remaining)
    {
        const double fallback = 1e-6;
        var (size, slope) = (Norm(State), Norm(EndSlope));
        var guess = size < 1e-5 || slope < 1e-5 || !double.IsFinite(size / slope) ? fallback : 0.01 * size / slope;
        guess = Math.Min(guess, Math.Min(Math.Abs(remaining), Options.MaximumStep));

        var signed = Math.CopySign(guess, remaining);
        // The two buffers of the step's start are free until the first step is taken.
        var point = start;
        var change = StartSlope;
        TensorPrimitives.MultiplyAdd(EndSlope, signed, State, point);
        RightSide(Time + signed, point, change);
        Evaluations++;
        TensorPrimitives.Subtract(change, EndSlope, change);
        var steepest = Math.Max(slope, Norm(change) / guess);
        var second = steepest <= 1e-15 ? Math.Max(fallback, 1e-3 * guess) : Math.Pow(0.01 / steepest, 1.0 / errorOrder);
        return double.IsFinite(second) && second > 0 ? Math.Min(100 * guess, second) : guess;
    }

    private double Norm(ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            var unit = Options.AbsoluteTolerance + (Options.RelativeTolerance * Math.Abs(State[i]));
            sum += vector[i] / unit * (vector[i] / unit);
        }

        return Math.Sqrt(sum / vector.Length);
    }
}
