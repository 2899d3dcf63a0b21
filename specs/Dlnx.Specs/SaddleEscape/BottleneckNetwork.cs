using System.Numerics.Tensors;
using Dlnx.Escape;
using Dlnx.Numerics.Ode;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>Which layers a small scale is put on.</summary>
public enum BottleneckPosition
{
    /// <summary>Layers 1, …, r.</summary>
    First,

    /// <summary>Layers L − r + 1, …, L.</summary>
    Last,
}

/// <summary>
/// The deterministic off-manifold setting of Appendix D: portable weights, some layers scaled by ε, a single-mode teacher
/// along u = (cos, sin), the exact population in two dimensions.
/// </summary>
public sealed record BottleneckNetwork
{
    /// <summary>φ of student and teacher.</summary>
    public Activation Activation { get; init; } = Activations.Tanh;

    /// <summary>n₀ = 2, …, n_L = 1.</summary>
    public int[] Widths { get; init; } = [2, 4, 4, 4, 4, 1];

    /// <summary>The amplitude of the portable weights.</summary>
    public double Amplitude { get; init; } = 0.9;

    /// <summary>r, the number of scaled layers.</summary>
    public int Layers { get; init; } = 3;

    /// <summary>ε.</summary>
    public double Scale { get; init; } = 0.05;

    /// <summary>Which layers are scaled.</summary>
    public BottleneckPosition Position { get; init; }

    /// <summary>α.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>The angle of u in radians.</summary>
    public double Angle { get; init; } = 0.6;

    /// <summary>L.</summary>
    public int Depth => Widths.Length - 1;

    /// <summary>u.</summary>
    public double[] Direction => [Math.Cos(Angle), Math.Sin(Angle)];

    /// <summary>μ₁.</summary>
    public double Mu1 => ActivationConstants.Of(Activation).Mu1;

    /// <summary>ū = 𝔼[yx] = αμ₁u.</summary>
    public double[] Drive => [.. Direction.Select(u => Alpha * Mu1 * u)];

    /// <summary>Refuses widths that the exact population or the single output do not allow, and an r beyond the depth.</summary>
    /// <exception cref="ParameterException">as said</exception>
    public BottleneckNetwork Validated()
    {
        if (Widths.Length < 3 || Widths[0] != 2 || Widths[^1] != 1)
            throw new ParameterException(
                "widths",
                $"is {string.Join(",", Widths)}; it must be 2,…,1 with hidden layers."
            );
        return Layers <= Depth ? this : throw new ParameterException("r", $"is {Layers}; it must lie in [1, {Depth}].");
    }

    /// <summary>The network at its start.</summary>
    public DenseNetwork Start()
    {
        var network = DenseNetworks.Portable(Widths, Activation, Amplitude);
        ScaleLayers(network, Layers, Scale, Position);
        return network;
    }

    /// <summary>The exact population with the teacher's targets.</summary>
    public ExampleSet Population()
    {
        var examples = ExampleSets.Population(2, 1);
        ExampleSets.Teach(examples, Activation, Alpha, Direction);
        return examples;
    }

    /// <summary>The signal energy at the start.</summary>
    public SignalEnergy Energy() => new(new NetworkPass(Start(), Population()), Direction);

    /// <summary>The uniform gradient flow from the start.</summary>
    public NetworkFlow Flow() => new(Start(), Population());

    /// <summary>The first time at which the loss is a fraction of that of the zero network; null when there is none.</summary>
    public OdeSolution Escape(double fraction, CancellationToken cancellation)
    {
        var flow = Flow();
        return flow.Run(1e12, Accuracy(cancellation), flow.LossEvent(fraction * flow.BaselineLoss));
    }

    /// <summary>The tolerances of escape runs: errors far below the digits that are compared.</summary>
    public static OdeOptions Accuracy(CancellationToken cancellation) =>
        new()
        {
            RelativeTolerance = 1e-8,
            AbsoluteTolerance = 1e-11,
            Cancellation = cancellation,
        };

    /// <summary>Multiplies r layers by a factor.</summary>
    public static void ScaleLayers(
        DenseNetwork network,
        int layers,
        double factor,
        BottleneckPosition position = BottleneckPosition.First
    )
    {
        var first = position == BottleneckPosition.First ? 1 : network.Depth - layers + 1;
        for (var l = first; l < first + layers; l++)
            TensorPrimitives.Multiply(network.Layer(l), factor, network.Layer(l));
    }
}
