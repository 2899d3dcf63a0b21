using Dlnx.Numerics.Ode;

namespace Dlnx.Escape;

/// <summary>
/// Escape of a full network that starts on the symmetric manifold: the normalised flow of all its weights over the exact
/// population, without use of the reduction (C, Theorem 4 says that both agree). Times are reduced, τ = t/m.
/// </summary>
/// <param name="Activation">φ of student and teacher</param>
/// <param name="Width">m ≥ 1, of all hidden layers</param>
public sealed record ManifoldEscape(Activation Activation, int Width)
{
    /// <summary>α. Default 1.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>u of length 1, in one or two dimensions. Default (cos 0.6, sin 0.6).</summary>
    public IReadOnlyList<double> Direction { get; init; } = [Math.Cos(0.6), Math.Sin(0.6)];

    /// <summary>a⋆, which the smallest scale of the bottleneck must reach. Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>The relative tolerance of the integration. Default 1e-7.</summary>
    public double RelativeTolerance { get; init; } = 1e-7;

    /// <summary>Polled while integrating.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The first τ at which all bottleneck layers have the threshold; null before τ = 1e13.</summary>
    /// <param name="scales">a₁(0), …, a_L(0)</param>
    /// <param name="bottleneck">layers, from 0; null for all</param>
    public double? Time(ReadOnlySpan<double> scales, IReadOnlyList<int>? bottleneck = null)
    {
        double[] direction = [.. Direction];
        var manifold = SymmetricManifold.OfWidth(scales.Length, Width, direction);
        var population = ExampleSets.Population(direction.Length, 1);
        ExampleSets.Teach(population, Activation, Alpha, direction);
        var rates = NetworkFlow.NormalisedRates(scales.Length, Width);
        var flow = new NetworkFlow(manifold.Network(Activation, scales), population, rates);

        var layers = bottleneck ?? [.. Enumerable.Range(0, scales.Length)];
        var present = new double[scales.Length];
        var escape = new OdeEvent(Excess, EventDirection.Rising, EventAction.Stop);
        var options = new OdeOptions
        {
            RelativeTolerance = RelativeTolerance,
            AbsoluteTolerance = 1e-12 * flow.Start.Where(weight => weight != 0).Min(Math.Abs),
            Cancellation = Cancellation,
        };
        var solution = flow.Run(1e13 * Width, options, escape);
        return solution.Outcome == OdeOutcome.StoppedAtEvent ? solution.Time / Width : null;

        double Excess(double time, ReadOnlySpan<double> weights)
        {
            manifold.Read(weights, present);
            return layers.Min(layer => present[layer]) - Threshold;
        }
    }
}
