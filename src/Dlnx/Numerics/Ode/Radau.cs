namespace Dlnx.Numerics.Ode;

/// <summary>
/// The Radau IIA method with three stages: implicit, of order 5, L-stable, with an error estimate of order 3 and between the
/// steps the collocation polynomial, of order 3. For stiff systems; on others <see cref="DormandPrince"/> is faster.
/// </summary>
public sealed class Radau : OdeStepper
{
    // Hairer, Wanner, IV.8: a Jacobian serves the next step too if the iteration converged fast with it.
    private const int FewIterations = 2;
    private const double FastRate = 1e-3;

    private readonly OdeJacobian? supplied;
    private readonly RadauStep step;
    private readonly double[] jacobian;
    private readonly double[] collocation;
    private readonly double[] end;
    private readonly double[] endSlope;
    private readonly double[] startSlope;
    private RadauStep? shortened;
    private double collocationStep;
    private bool jacobianIsCurrent;
    private bool jacobianServes;

    /// <summary>A solver at its starting point.</summary>
    /// <param name="system">f, called with spans that it must not keep</param>
    /// <param name="time">t at the start, finite</param>
    /// <param name="state">y at the start, at least one entry; copied</param>
    /// <param name="options">accuracy and limits; null for the defaults</param>
    /// <param name="jacobian">∂f/∂y; null to take forward differences of f, n calls each</param>
    /// <exception cref="ArgumentException">no entry, a time that is not finite, or options out of range</exception>
    public Radau(
        OdeSystem system,
        double time,
        ReadOnlySpan<double> state,
        OdeOptions? options = null,
        OdeJacobian? jacobian = null
    )
        : base(system, time, state, options, StepSizeControl.Plain(order: 4), errorOrder: 4)
    {
        var n = state.Length;
        supplied = jacobian;
        step = new RadauStep(system, n);
        this.jacobian = new double[n * n];
        collocation = new double[RadauTableau.Stages * n];
        (end, endSlope, startSlope) = (new double[n], new double[n], new double[n]);
        Begin();
    }

    private protected override Span<double> End => end;

    private protected override Span<double> EndSlope => endSlope;

    private protected override Span<double> StartSlope => startSlope;

    internal override void Shorten(double fraction, Span<double> destination)
    {
        shortened ??= new RadauStep(RightSide, Dimension);
        var h = fraction * (Time - PreviousTime);
        shortened.Factor(jacobian, h);
        for (var stage = 0; stage < RadauTableau.Stages; stage++)
        {
            var block = shortened.Increments.AsSpan(stage * Dimension, Dimension);
            Polynomial(RadauTableau.Nodes[stage] * fraction, block);
        }

        var found = shortened.Solve(PreviousTime, PreviousState, h, Options);
        var last = shortened.Increments.AsSpan((RadauTableau.Stages - 1) * Dimension);
        if (!found)
            Polynomial(fraction, last);
        for (var i = 0; i < Dimension; i++)
            destination[i] = PreviousState[i] + last[i];
    }

    private protected override double Take(double h)
    {
        var before = step.Evaluations;
        var error = Solve(h) ? ErrorNorm(h) : double.PositiveInfinity;
        Evaluations += step.Evaluations - before;
        return error;
    }

    private protected override void Accepted(double h)
    {
        var n = Dimension;
        for (var i = 0; i < n; i++)
        {
            end[i] = PreviousState[i] + step.Increments[(2 * n) + i];
            for (var power = 0; power < RadauTableau.Stages; power++)
            {
                var sum = 0.0;
                for (var stage = 0; stage < RadauTableau.Stages; stage++)
                    sum +=
                        RadauTableau.Collocation[(stage * RadauTableau.Stages) + power]
                        * step.Increments[(stage * n) + i];
                collocation[(power * n) + i] = sum;
            }
        }

        collocationStep = h;
        RightSide(Time, end, endSlope);
        Evaluations++;
        jacobianIsCurrent = false;
        jacobianServes = step.Iterations <= FewIterations || step.Rate <= FastRate;
    }

    private protected override void Extend(double theta, Span<double> destination)
    {
        Polynomial(theta, destination);
        for (var i = 0; i < Dimension; i++)
            destination[i] += PreviousState[i];
    }

    private double ErrorNorm(double h)
    {
        var error = step.ErrorNorm(PreviousState, startSlope, h, Options);
        return error > 1 && (Steps == 0 || IsRetry) ? step.FilteredErrorNorm(Time, PreviousState, h, Options) : error;
    }

    private bool Solve(double h)
    {
        if (!jacobianServes)
            UpdateJacobian();
        while (true)
        {
            if (step.FactoredStep != h)
                step.Factor(jacobian, h);
            Predict(h);
            if (step.Solve(Time, PreviousState, h, Options))
                return true;
            if (jacobianIsCurrent)
                return false;
            UpdateJacobian();
        }
    }

    // The last step's polynomial, continued.
    private void Predict(double h)
    {
        if (collocationStep == 0)
        {
            Array.Clear(step.Increments);
            return;
        }

        Span<double> last = stackalloc double[Dimension];
        Polynomial(1, last);
        for (var stage = 0; stage < RadauTableau.Stages; stage++)
        {
            var block = step.Increments.AsSpan(stage * Dimension, Dimension);
            Polynomial(1 + (RadauTableau.Nodes[stage] * h / collocationStep), block);
            for (var i = 0; i < Dimension; i++)
                block[i] -= last[i];
        }
    }

    private void Polynomial(double theta, Span<double> destination)
    {
        var n = Dimension;
        for (var i = 0; i < n; i++)
            destination[i] =
                theta * (collocation[i] + (theta * (collocation[n + i] + (theta * collocation[(2 * n) + i]))));
    }

    private void UpdateJacobian()
    {
        if (supplied is null)
            Differences();
        else
            supplied(Time, PreviousState, jacobian);
        (jacobianIsCurrent, jacobianServes) = (true, true);
        step.Unfactor();
    }

    private void Differences()
    {
        var n = Dimension;
        // The end of the step is not in use yet.
        var (point, slope) = (end, endSlope);
        PreviousState.CopyTo(point);
        for (var j = 0; j < n; j++)
        {
            var increment = Math.Sqrt(RadauTableau.Spacing * Math.Max(1e-5, Math.Abs(point[j])));
            point[j] += increment;
            increment = point[j] - PreviousState[j];
            RightSide(Time, point, slope);
            for (var i = 0; i < n; i++)
                jacobian[(i * n) + j] = (slope[i] - startSlope[i]) / increment;
            point[j] = PreviousState[j];
        }

        Evaluations += n;
    }
}
