using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Benchmarks;

/// <summary>Full-batch gradients and Hessian-vector products of the networks of paper D, on uniform inputs.</summary>
internal static class NetworkWorkloads
{
    /// <summary>The burst setting, the generalisation setting and a small VGG10 in both number types, one thread.</summary>
    public static IEnumerable<Workload> All =>
        [
            .. Pair(
                "S1",
                Architectures.MultilayerPerceptron([192, 32, 32, 32, 32, 4]),
                200,
                30,
                EnginePrecision.Double
            ),
            .. Pair("S2", Architectures.MultilayerPerceptron([196, 32, 32, 32, 10]), 300, 30, EnginePrecision.Double),
            .. Pair("VGG10 n=50", SmallVgg, 50, 1, EnginePrecision.Double),
            .. Pair("VGG10 n=50", SmallVgg, 50, 1, EnginePrecision.Single),
        ];

    private static NetworkArchitecture SmallVgg => Architectures.Vgg10([16, 32, 64], ghostSize: 50);

    private static IEnumerable<Workload> Pair(
        string name,
        NetworkArchitecture network,
        int examples,
        int repetitions,
        EnginePrecision precision
    )
    {
        var suffix = precision == EnginePrecision.Double ? "f64" : "f32";
        var objective = new ManagedEngine { Precision = precision }.Objective(
            network,
            Random(network, examples),
            LossFunction.CrossEntropy
        );
        var parameters = InitialParameters.Draw(network, InitialScheme.Convolutional, 1);
        var gradient = new double[parameters.Length];
        var product = new double[parameters.Length];
        var curvature = objective.Linearize(parameters);
        yield return new($"{name} gradient {suffix}", repetitions, () => objective.Gradient(parameters, gradient));
        yield return new($"{name} HVP {suffix}", repetitions, () => curvature.Apply(parameters, product));
    }

    /// <summary>Uniform inputs with the classes in turn.</summary>
    public static LabelledExamples Random(NetworkArchitecture network, int count)
    {
        var random = new SplitMix64(1);
        var inputs = new double[count * network.Input.Size];
        foreach (ref var input in inputs.AsSpan())
            input = (2 * random.Unit()) - 1;
        var classes = network.Output.Size;
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];
        return LabelledExamples.Classification(network.Input, inputs, labels, classes);
    }
}
