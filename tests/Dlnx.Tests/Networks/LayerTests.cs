using Dlnx.Escape;
using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

/// <summary>Every layer, in small networks whose derivatives are compared with differences.</summary>
public sealed class LayerTests
{
    private static readonly NetworkLayer[] Block = [new Convolution(5), new GhostNormalization(), new Rectifier()];
    private static readonly NetworkLayer[] SmoothBlock =
    [
        new Convolution(5),
        new GhostNormalization(),
        new Pointwise(Activations.Tanh),
    ];

    private static IEnumerable<TestCaseData> Networks()
    {
        yield return Case("convolution 3×3", [new Convolution(5), new GlobalAverage()]);
        yield return Case("convolution 5×5 with stride", [new Convolution(4, 5, 2), new GlobalAverage()]);
        yield return Case("convolution 1×1", [new Convolution(9, 1), new GlobalAverage()]);
        yield return Case("two convolutions", [.. Smooth(2), new GlobalAverage()]);
        yield return Case("ghost normalisation of inputs", [new GhostNormalization(), new GlobalAverage()], (4, 3));
        yield return Case("rectified convolutions", [.. Block, .. Block, new GlobalAverage()], (6, 5));
        yield return Case("smooth convolutions", [.. SmoothBlock, .. SmoothBlock, new GlobalAverage()], (6, 5));
        yield return Case("maximum pool", [.. Block, new Pooling(PoolingKind.Maximum), .. Block, new GlobalAverage()]);
        yield return Case("maximum pool 3", [.. SmoothBlock, new Pooling(PoolingKind.Maximum, 3), new GlobalAverage()]);
        yield return Case("average pool", [.. Block, new Pooling(PoolingKind.Average), .. Block, new GlobalAverage()]);
        yield return Case("pool of inputs", [new Pooling(PoolingKind.Average), .. Block, new GlobalAverage()]);
        yield return Case(
            "residual",
            [.. Block, new Residual([.. Block, .. Block]), new Rectifier(), new GlobalAverage()]
        );
        yield return Case(
            "residual of inputs",
            [new Residual([new Convolution(3), new Rectifier()]), new GlobalAverage()]
        );
        yield return Case(
            "residual with zero channels",
            [.. Block, new Residual(Reducing), new Rectifier(), new GlobalAverage()]
        );
        yield return Case(
            "residual with projection",
            [
                .. Block,
                new Residual(Reducing) { Shortcut = [new Convolution(8, 1, 2), new GhostNormalization()] },
                new Rectifier(),
                new GlobalAverage(),
            ]
        );
        yield return Case(
            "rectifier on rectifier",
            [.. Block, new Rectifier(), new GhostNormalization(), new GlobalAverage()]
        );
    }

    private static NetworkLayer[] Reducing =>
        [
            new Convolution(8, Stride: 2),
            new GhostNormalization(),
            new Rectifier(),
            new Convolution(8),
            new GhostNormalization(),
        ];

    [TestCaseSource(nameof(Networks))]
    public void Matches_central_differences(NetworkArchitecture network, LossFunction loss)
    {
        var objective = new ManagedEngine().Objective(network, Objectives.Random(network, loss, 18), loss);
        var start = Start(network);
        var direction = Objectives.Uniform(start.Length, 5);
        Assert.That(Objectives.GradientError(objective, start, direction), Is.LessThan(1e-7));
        Assert.That(Objectives.ProductError(objective, start, direction), Is.LessThan(1e-7));
        Assert.That(
            Objectives.Asymmetry(objective, start, direction, Objectives.Uniform(start.Length, 6)),
            Is.LessThan(1e-13)
        );
    }

    [TestCaseSource(nameof(Networks))]
    public void The_same_bits_for_any_number_of_workers(NetworkArchitecture network, LossFunction loss)
    {
        var examples = Objectives.Random(network, loss, 72);
        var start = Start(network);
        var all = new[] { 1, 2, 4 }
            .Select(workers =>
            {
                var engine = new ManagedEngine { Workers = workers, KeptBytes = workers == 4 ? 0 : 1L << 30 };
                var objective = engine.Objective(network, examples, loss);
                var gradient = new double[start.Length];
                objective.Gradient(start, gradient);
                return gradient.Concat(Objectives.Product(objective, start, gradient)).ToArray();
            })
            .ToArray();
        Assert.That(all[1], Is.EqualTo(all[0]));
        Assert.That(all[2], Is.EqualTo(all[0]));
    }

    [TestCaseSource(nameof(Networks))]
    public void Single_precision_agrees_to_its_digits(NetworkArchitecture network, LossFunction loss)
    {
        var examples = Objectives.Random(network, loss, 18);
        var start = Start(network);
        var results = Enum.GetValues<EnginePrecision>()
            .Select(precision =>
            {
                var objective = new ManagedEngine { Precision = precision }.Objective(network, examples, loss);
                var gradient = new double[start.Length];
                objective.Gradient(start, gradient);
                return gradient;
            })
            .ToArray();
        Assert.That(results[1], Is.EqualTo(results[0]).Within(2e-5 * Objectives.Norm(results[0])));
    }

    private static TestCaseData Case(string name, NetworkLayer[] layers, (int Height, int Width)? plane = null)
    {
        var shape = new FeatureShape(3, plane?.Height ?? 7, plane?.Width ?? 6);
        var network = new NetworkArchitecture(shape, [.. layers, new Dense(4)]) { GhostSize = 6 };
        return new TestCaseData(network, LossFunction.CrossEntropy) { TestName = $"{{m}}({name})" };
    }

    private static NetworkLayer[] Smooth(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .SelectMany<int, NetworkLayer>(_ => [new Convolution(5), new Pointwise(Activations.Tanh)]),
        ];

    /// <summary>Away from the start's symmetric values: shifts and scales differ from 0 and 1.</summary>
    private static double[] Start(NetworkArchitecture network)
    {
        var start = InitialParameters.Draw(network, InitialScheme.Convolutional, 3);
        var noise = Objectives.Uniform(start.Length, 12);
        for (var i = 0; i < start.Length; i++)
            start[i] += 0.1 * noise[i];
        return start;
    }
}
