using System.Numerics.Tensors;
using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Benchmarks;

/// <summary>Full-batch gradients and Hessian-vector products of the networks of paper D, on uniform inputs.</summary>
internal static class NetworkWorkloads
{
    /// <summary>The burst setting, the generalisation setting and a small VGG10 in both number types.</summary>
    public static IEnumerable<Workload> All(int workers) =>
        [
            .. Pair(
                "S1",
                Architectures.MultilayerPerceptron([192, 32, 32, 32, 32, 4]),
                200,
                30,
                new() { Workers = workers }
            ),
            TrainingStep("MLP 5×32 n=1000", Perceptron, 1000, 10, workers),
            TrainingStep("VGG10 n=50", SmallVgg, 50, 1, workers),
            .. Pair(
                "S2",
                Architectures.MultilayerPerceptron([196, 32, 32, 32, 10]),
                300,
                30,
                new() { Workers = workers }
            ),
            .. Pair("VGG10 n=50", SmallVgg, 50, 1, new() { Workers = workers }),
            .. Pair("VGG10 n=50", SmallVgg, 50, 1, new() { Precision = EnginePrecision.Single, Workers = workers }),
        ];

    private static NetworkArchitecture Perceptron => Architectures.MultilayerPerceptron([192, 32, 32, 32, 32, 32, 4]);

    private static NetworkArchitecture SmallVgg => Architectures.Vgg10([16, 32, 64], ghostSize: 50);

    /// <summary>A full-batch step of gradient descent in single precision.</summary>
    private static Workload TrainingStep(
        string name,
        NetworkArchitecture network,
        int examples,
        int repetitions,
        int workers
    )
    {
        var engine = new ManagedEngine { Precision = EnginePrecision.Single, Workers = workers };
        var objective = engine.Objective(network, Random(network, examples), LossFunction.CrossEntropy);
        var parameters = InitialParameters.Draw(network, InitialScheme.Convolutional, 1);
        var gradient = new double[parameters.Length];
        void Step()
        {
            objective.Gradient(parameters, gradient);
            TensorPrimitives.MultiplyAdd(gradient, -1e-6, parameters, parameters);
        }

        return new($"{name} step f32", repetitions, Step)
        {
            Operations = Operations(network, examples),
            IsSingle = true,
        };
    }

    private static IEnumerable<Workload> Pair(
        string name,
        NetworkArchitecture network,
        int examples,
        int repetitions,
        ManagedEngine engine
    )
    {
        var suffix = engine.Precision == EnginePrecision.Double ? "f64" : "f32";
        var objective = engine.Objective(network, Random(network, examples), LossFunction.CrossEntropy);
        var parameters = InitialParameters.Draw(network, InitialScheme.Convolutional, 1);
        var gradient = new double[parameters.Length];
        var product = new double[parameters.Length];
        var curvature = objective.Linearize(parameters);
        yield return new($"{name} gradient {suffix}", repetitions, () => objective.Gradient(parameters, gradient))
        {
            Operations = Operations(network, examples),
            IsSingle = engine.Precision == EnginePrecision.Single,
        };
        yield return new($"{name} HVP {suffix}", repetitions, () => curvature.Apply(parameters, product));
    }

    // Nothing is propagated back through the first layer to the inputs.
    private static double Operations(NetworkArchitecture network, int examples)
    {
        var first = new NetworkArchitecture(network.Input, [network.Layers[0]]);
        return TrainingCost.Operations(network, examples) - (2.0 * first.MultiplyAccumulates * examples);
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
