using Dlnx.Escape;
using Dlnx.Numerics.Ode;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>The uniform flow of the deterministic network, recorded until the bottleneck has grown to a size.</summary>
public sealed class BootstrapRun
{
    private readonly BottleneckNetwork setting;
    private readonly OdeTrajectory trajectory;

    private BootstrapRun(BottleneckNetwork setting, OdeTrajectory trajectory)
    {
        this.setting = setting;
        this.trajectory = trajectory;
    }

    /// <summary>t at the end.</summary>
    public double End => trajectory.End.Time;

    /// <summary>Runs until M = max_{l≤r} ‖W_l‖_op reaches a size.</summary>
    /// <exception cref="ArithmeticException">it never does</exception>
    public static BootstrapRun Until(BottleneckNetwork setting, double size, CancellationToken cancellation)
    {
        var flow = setting.Flow();
        var scratch = setting.Start();
        var reached = new OdeEvent(
            (_, weights) =>
            {
                weights.CopyTo(scratch.Parameters);
                return new BottleneckGains(scratch, setting.Layers, setting.Direction).Largest - size;
            },
            EventDirection.Rising,
            EventAction.Stop
        );
        var options = BottleneckNetwork.Accuracy(cancellation);
        var recorded = OdeSolver.SolveDense(flow.Velocity, 0, [.. flow.Start], 1e9, options, reached);
        return recorded.End.Outcome == OdeOutcome.StoppedAtEvent
            ? new(setting, recorded)
            : throw new ArithmeticException($"The bottleneck never reached {size}: {recorded.End.Outcome.Sentence()}");
    }

    /// <summary>The times at which the integrator stopped for a step, thinned to at most a number, and the end.</summary>
    public IReadOnlyList<double> Times(int atMost)
    {
        var inside = trajectory.Times.Where(t => t < End).ToArray();
        var stride = Math.Max(1, (int)Math.Ceiling(inside.Length / (double)atMost));
        return [.. inside.Where((_, i) => i % stride == 0), End];
    }

    /// <summary>The time at which M, which grows, has a size up to the run's own; found by bisection.</summary>
    public double TimeOf(double size)
    {
        var (low, high) = (0.0, End);
        while (high - low > 1e-12 * End)
        {
            var middle = 0.5 * (low + high);
            (low, high) = GainsAt(middle).Largest < size ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The network at a time.</summary>
    public DenseNetwork NetworkAt(double t)
    {
        var network = setting.Start();
        trajectory.At(t).CopyTo(network.Parameters);
        return network;
    }

    /// <summary>The gains at a time.</summary>
    public BottleneckGains GainsAt(double t) => new(NetworkAt(t), setting.Layers, setting.Direction);

    /// <summary>The signal energy at a time, over a population that the caller keeps.</summary>
    public SignalEnergy EnergyAt(double t, ExampleSet population) =>
        new(new NetworkPass(NetworkAt(t), population), setting.Direction);
}
