using Dlnx.Escape;
using Dlnx.Networks;
using Dlnx.Tests.Networks;

namespace Dlnx.Torch.Tests;

/// <summary>A network, a loss, data and a point for engines to agree on.</summary>
/// <param name="Name">shown with the test</param>
/// <param name="Network">the network</param>
/// <param name="Loss">the loss</param>
/// <param name="Inputs">how many random inputs</param>
public sealed record Model(string Name, NetworkArchitecture Network, LossFunction Loss, int Inputs)
{
    private static readonly NetworkLayer[] Block = [new Convolution(5), new GhostNormalization(), new Rectifier()];

    /// <summary>Every kind of network, layer and loss.</summary>
    public static IEnumerable<Model> All =>
        [
            .. Enum.GetValues<LossFunction>().Select(loss => new Model($"perceptron {loss}", Perceptron(), loss, 70)),
            new("perceptron without biases", Perceptron(BiasTerm.None), LossFunction.MeanSquaredError, 70),
            new(
                "tanh perceptron",
                Perceptron(BiasTerm.Learned, new Pointwise(Activations.Tanh)),
                LossFunction.CrossEntropy,
                70
            ),
            new("linear model", Architectures.MultilayerPerceptron([13, 4]), LossFunction.CrossEntropy, 70),
            new("VGG10", Architectures.Vgg10([4, 5, 6], ghostSize: 10), LossFunction.CrossEntropy, 20),
            new("VGG19", Architectures.Vgg19([3, 4, 5, 6, 7, 8], ghostSize: 10), LossFunction.CrossEntropy, 20),
            .. Enum.GetValues<ShortcutKind>()
                .Select(kind => new Model(
                    $"ResNet20 {kind}",
                    Architectures.ResNet20([4, 6, 8], kind, ghostSize: 10),
                    LossFunction.CrossEntropy,
                    20
                )),
            new("convolutions of pairs", Images([.. Block, new GlobalAverage()], 6), LossFunction.PairScore, 24),
            new(
                "odd planes, other kernels, strides and pools",
                Images([
                    new Convolution(5, 5),
                    new GhostNormalization(),
                    new Pointwise(Activations.Tanh),
                    new Pooling(PoolingKind.Average),
                    new Convolution(6, 1),
                    new Rectifier(),
                    new Convolution(7, 3, 2),
                    new Pooling(PoolingKind.Maximum),
                    new GlobalAverage(),
                ]),
                LossFunction.MeanSquaredError,
                24
            ),
            new(
                "pool of three, normalised inputs",
                Images([new GhostNormalization(), .. Block, new Pooling(PoolingKind.Maximum, 3), new GlobalAverage()]),
                LossFunction.CrossEntropy,
                24
            ),
        ];

    /// <summary>The data.</summary>
    public LabelledExamples Examples() => Objectives.Random(Network, Loss, Inputs);

    /// <summary>A point with shifts and scales away from their start.</summary>
    public double[] Point()
    {
        var start = InitialParameters.Draw(Network, InitialScheme.Convolutional, 3);
        return [.. start.Zip(Objectives.Uniform(start.Length, 12), (x, noise) => x + (0.1 * noise))];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static NetworkArchitecture Perceptron(BiasTerm bias = BiasTerm.Learned, NetworkLayer? activation = null) =>
        Architectures.MultilayerPerceptron([13, 9, 17, 4], bias, activation);

    private static NetworkArchitecture Images(NetworkLayer[] layers, int ghostSize = 8) =>
        new(new(3, 11, 10), [.. layers, new Dense(4)]) { GhostSize = ghostSize };
}
