using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>The singular values of every weight matrix over the last steps of a run.</summary>
/// <param name="network">a network of dense layers</param>
/// <param name="from">the first step that is looked at</param>
public sealed class LayerTraces(NetworkArchitecture network, int from)
{
    private readonly Layer[] layers = [.. LayersOf(network)];

    /// <summary>Measures the values at a step from the first on.</summary>
    public void Look(int step, double loss, ReadOnlySpan<double> parameters)
    {
        if (step < from || !double.IsFinite(loss))
            return;
        foreach (var layer in layers)
            layer.Values.Add(layer.Tracker.Measure(parameters.Slice(layer.Start, layer.Count)));
    }

    /// <summary>One singular value of one layer, step after step.</summary>
    /// <param name="layer">0 for the first</param>
    /// <param name="index">0 for the largest</param>
    public double[] Trace(int layer, int index) => [.. layers[layer].Values.Select(values => values[index])];

    /// <summary>The mean of |x_{t+1} − x_t| or of |x_{t+2} − 2x_{t+1} + x_t| of every singular value of a layer.</summary>
    /// <param name="layer">0 for the first</param>
    /// <param name="movement">the differences of a trace</param>
    public double[] MeanMovement(int layer, Func<double[], double[]> movement) =>
        [
            .. Enumerable
                .Range(0, layers[layer].Values.FirstOrDefault()?.Length ?? 0)
                .Select(index => movement(Trace(layer, index)).Average(Math.Abs)),
        ];

    /// <summary>r_ℓ: the second differences of the three largest values over those of the rest, layer after layer.</summary>
    public double[] Concentration() =>
        [
            .. layers
                .Select((_, layer) => MeanMovement(layer, x => TimeSeries.SecondDifferences(x)))
                .Select(moves => moves.Take(3).Average() / moves.Skip(3).Average()),
        ];

    private static IEnumerable<Layer> LayersOf(NetworkArchitecture network)
    {
        var start = 0;
        foreach (var block in network.Parameters)
        {
            if (block.Role == ParameterRole.Weight)
                yield return new(start, block.Count, new(block.Count / block.FanIn, block.FanIn), []);
            start += block.Count;
        }
    }

    private sealed record Layer(int Start, int Count, SingularValueTracker Tracker, List<double[]> Values);
}
