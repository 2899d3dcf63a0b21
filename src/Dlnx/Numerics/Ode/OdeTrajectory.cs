namespace Dlnx.Numerics.Ode;

/// <summary>A solution on a whole interval, between the steps by the continuous extension of order 4.</summary>
public sealed class OdeTrajectory
{
    private readonly List<double> times = [];
    private readonly List<double> coefficients = [];
    private readonly DormandPrince solver;
    private readonly int dimension;

    internal OdeTrajectory(DormandPrince solver)
    {
        this.solver = solver;
        dimension = solver.Dimension;
        times.Add(solver.Time);
        End = new(OdeOutcome.Underway, solver.Time, solver.State.ToArray(), [], 0, 0, 0);
    }

    /// <summary>Where and how the integration ended.</summary>
    public OdeSolution End { get; internal set; }

    /// <summary>The ends of the accepted steps, the start first.</summary>
    public IReadOnlyList<double> Times => times;

    /// <summary>y(t).</summary>
    /// <param name="t">between the start and <see cref="OdeSolution.Time"/> of the end</param>
    /// <param name="destination">y(t), n entries</param>
    /// <exception cref="ArgumentException">t outside the trajectory, or a destination of another length</exception>
    public void At(double t, Span<double> destination)
    {
        if (destination.Length != dimension)
        {
            throw new ArgumentException(
                $"The state has {dimension} entries; the destination has {destination.Length}."
            );
        }

        var index = StepAt(t);
        if (index < 0)
        {
            // No step was taken: the trajectory is its start.
            End.State.CopyTo(destination);
            return;
        }

        var theta = (t - times[index]) / (times[index + 1] - times[index]);
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(coefficients);
        DormandPrinceStep.Interpolate(all.Slice(5 * dimension * index, 5 * dimension), theta, destination);
    }

    /// <summary>y(t) in a new array.</summary>
    /// <param name="t">between the start and <see cref="OdeSolution.Time"/> of the end</param>
    /// <exception cref="ArgumentException">t outside the trajectory</exception>
    public double[] At(double t)
    {
        var state = new double[dimension];
        At(t, state);
        return state;
    }

    /// <summary>Takes over the solver's last step.</summary>
    internal void Append()
    {
        times.Add(solver.Time);
        coefficients.AddRange(solver.Extension());
    }

    private int StepAt(double t)
    {
        var sign = times[^1] >= times[0] ? 1 : -1;
        if (!(sign * t >= sign * times[0] && sign * t <= sign * End.Time))
        {
            throw new ArgumentException($"t = {t} is outside the trajectory [{times[0]}, {End.Time}].", nameof(t));
        }

        var (low, high) = (0, times.Count - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = sign * times[middle] <= sign * t ? (middle, high) : (low, middle);
        }

        return high == 0 ? -1 : low;
    }
}
