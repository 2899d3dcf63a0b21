using Dlnx.Escape;
using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

/// <summary>Networks on images, large enough that several workers share a block.</summary>
public sealed class SharedBlockTests
{
    private const int Examples = 16;

    private static readonly int[] Workers = [2, 3, 5];

    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (var precision in Enum.GetValues<EnginePrecision>())
        {
            foreach (var ghostSize in new[] { Examples, Examples / 2 })
            {
                yield return Case("VGG10", Architectures.Vgg10([4, 8, 12], 10, ghostSize), precision);
                yield return Case(
                    "ResNet20",
                    Architectures.ResNet20([4, 8, 12], ShortcutKind.Projection, 10, ghostSize),
                    precision
                );
                yield return Case(
                    "ResNet20 with zero channels",
                    Architectures.ResNet20([4, 8, 12], ShortcutKind.ZeroChannels, 10, ghostSize),
                    precision
                );
                yield return Case("smooth", Smooth(ghostSize), precision);
            }
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void The_same_bits_for_any_number_of_workers(NetworkArchitecture network, EnginePrecision precision)
    {
        var alone = All(network, new() { Precision = precision });
        foreach (var workers in Workers)
            Assert.That(All(network, new() { Precision = precision, Workers = workers }), Is.EqualTo(alone));
        var again = new ManagedEngine
        {
            Precision = precision,
            Workers = Workers[0],
            KeptBytes = 0,
        };
        Assert.That(All(network, again), Is.EqualTo(alone));
    }

    [Test]
    public void A_gradient_by_several_workers_matches_central_differences()
    {
        var network = Architectures.Vgg10([4, 8, 12], 10, ghostSize: 8);
        var examples = Objectives.Random(network, LossFunction.CrossEntropy, 8);
        var objective = new ManagedEngine { Workers = 3 }.Objective(network, examples, LossFunction.CrossEntropy);
        var start = InitialParameters.Draw(network, InitialScheme.Convolutional, 3);
        var direction = Objectives.Uniform(start.Length, 5);
        Assert.That(Objectives.GradientError(objective, start, direction), Is.LessThan(1e-5));
        Assert.That(Objectives.ProductError(objective, start, direction), Is.LessThan(1e-5));
    }

    /// <summary>Loss, outputs, gradient, and two Hessian-vector products at one point.</summary>
    private static double[] All(NetworkArchitecture network, ManagedEngine engine)
    {
        var examples = Objectives.Random(network, LossFunction.CrossEntropy, Examples);
        var objective = engine.Objective(network, examples, LossFunction.CrossEntropy);
        var start = InitialParameters.Draw(network, InitialScheme.Convolutional, 3);
        var outputs = new double[Examples * network.Output.Size];
        objective.Outputs(start, outputs);
        var gradient = new double[start.Length];
        var loss = objective.Gradient(start, gradient);
        var products = new double[2][];
        using var curvature = objective.Linearize(start);
        for (var i = 0; i < products.Length; i++)
            curvature.Apply(Objectives.Uniform(start.Length, 9 + (ulong)i), products[i] = new double[start.Length]);
        var evaluation = objective.Evaluate(start);
        return [loss, evaluation.Loss, evaluation.Accuracy, .. outputs, .. gradient, .. products[0], .. products[1]];
    }

    private static NetworkArchitecture Smooth(int ghostSize) =>
        new(
            new(3, 32, 32),
            [
                new GhostNormalization(),
                new Convolution(6),
                new Pointwise(Activations.Tanh),
                new Pooling(PoolingKind.Average),
                new Convolution(8, 5, 2),
                new GhostNormalization(),
                new Pointwise(Activations.Tanh),
                new GlobalAverage(),
                new Dense(10),
            ]
        )
        {
            GhostSize = ghostSize,
        };

    private static TestCaseData Case(string name, NetworkArchitecture network, EnginePrecision precision) =>
        new(network, precision) { TestName = $"{{m}}({name}, {Examples / network.GhostSize} blocks, {precision})" };
}
