using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>
/// Random tanh networks of depth 5, He-normal with the first r layers scaled by ε, on a fixed antithetic whitened sample.
/// </summary>
/// <param name="Seed">of the weights</param>
/// <param name="SampleSeed">of the inputs</param>
/// <param name="Width">m</param>
/// <param name="Dimension">d</param>
/// <param name="Examples">N</param>
public sealed record RandomBottlenecks(ulong Seed, ulong SampleSeed, int Width, int Dimension, int Examples)
{
    private const int Depth = 5;

    /// <summary>u, the first axis.</summary>
    public double[] Direction => [1, .. new double[Dimension - 1]];

    /// <summary>The unscaled start.</summary>
    public DenseNetwork Unscaled() =>
        DenseNetworks.HeNormal(
            [Dimension, .. Enumerable.Repeat(Width, Depth - 1), 1],
            Activations.Tanh,
            new RandomStream(Seed)
        );

    /// <summary>The sample with the teacher's targets tanh⟨u, x⟩.</summary>
    public ExampleSet Sample()
    {
        var sample = ExampleSets.AntitheticWhitened(Examples, Dimension, new RandomStream(SampleSeed));
        ExampleSets.Teach(sample, Activations.Tanh, 1, Direction);
        return sample;
    }

    /// <summary>𝔼[yx] over the sample.</summary>
    public double[] Drive()
    {
        var sample = Sample();
        return [.. Enumerable.Range(0, Dimension).Select(k => sample.Expectation(sample.InputRow(k), sample.Targets))];
    }

    /// <summary>E(0)/ε^r at a small ε: its sign says whether the start points along the teacher.</summary>
    public double StartSignal(int layers)
    {
        const double small = 1e-3;
        var network = Unscaled();
        BottleneckNetwork.ScaleLayers(network, layers, small);
        return new SignalEnergy(new NetworkPass(network, Sample()), Direction).Value / Math.Pow(small, layers);
    }

    /// <summary>The first time at which the loss is a fraction of the zero network's, for every ε.</summary>
    public double[] EscapeTimes(
        int layers,
        IReadOnlyList<double> scales,
        double fraction,
        CancellationToken cancellation
    ) => [.. scales.Select(scale => EscapeTime(layers, scale, fraction, cancellation))];

    private double EscapeTime(int layers, double scale, double fraction, CancellationToken cancellation)
    {
        var network = Unscaled();
        BottleneckNetwork.ScaleLayers(network, layers, scale);
        var flow = new NetworkFlow(network, Sample());
        var accuracy = BottleneckNetwork.Accuracy(cancellation);
        return flow.Run(1e12, accuracy, flow.LossEvent(fraction * flow.BaselineLoss)).OrThrow().Time;
    }
}
