using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Tests.Networks;

/// <summary>
/// Numbers of two independent implementations (reverse-mode differentiation in PyTorch, hand-written back-propagation in
/// NumPy), catalogue section 3.7.
/// </summary>
public sealed class PortCheckTests
{
    private static readonly int[] At = [0, 1, 5, 10, 20, 50];

    [Test]
    public void The_burst_setting_starts_and_trains_as_published()
    {
        var setting = new Setting(SurrogateSet.Bursts(), [192, 32, 32, 32, 32, 4], InitialScheme.Torch);
        double[] inputs = [1.0483234384062878, 1.0601242879270556, 0.9249509206891721];
        Assert.That(setting.Split.Training.Inputs[..3].ToArray(), Is.EqualTo(inputs).Within(1e-12));
        Assert.That(Sum(setting.Split.Validation), Is.EqualTo(1939.0121247721208).Within(1e-8));
        var start = setting.Start(1);
        double[] first = [0.00960733583585047, 0.035475540929379934, 0.06798339164309794];
        Assert.That(start[..3], Is.EqualTo(first).Within(1e-15));
        Assert.That(start, Has.Length.EqualTo(9476));
        Assert.That(start.Sum(), Is.EqualTo(-26.599211987122928).Within(1e-11));
        Assert.That(start.Sum(x => x * x), Is.EqualTo(45.47196515161998).Within(1e-11));
        double[] losses =
        [
            1.3869564776094656,
            1.3869105415738563,
            1.3867362833629833,
            1.3865334325714767,
            1.3861805564477065,
            1.3853593485284292,
        ];
        Assert.That(setting.Train(1), Is.EqualTo(losses).Within(1e-12));
        double[] leading = [0.35889096, 0.33982578, 0.32869379];
        Assert.That(setting.Eigenvalues(1)[..3], Is.EqualTo(leading).Within(1e-6));
        Assert.That(setting.Eigenvalues(1)[^1], Is.EqualTo(-0.09306537).Within(1e-6));
        Assert.That(setting.GradientNorm(1), Is.EqualTo(0.033950061681631546).Within(1e-14));
    }

    [Test]
    public void The_generalisation_setting_starts_and_trains_as_published()
    {
        var setting = new Setting(SurrogateSet.Generalisation(), [196, 32, 32, 32, 10], InitialScheme.He);
        double[] inputs = [-0.5223948729711951, -0.5423373936933776, -0.21129154970514846];
        Assert.That(setting.Split.Training.Inputs[..3].ToArray(), Is.EqualTo(inputs).Within(1e-12));
        Assert.That(Sum(setting.Split.Validation), Is.EqualTo(-1090.1366232560042).Within(1e-8));
        var start = setting.Start(1);
        Assert.That(start, Has.Length.EqualTo(8746));
        Assert.That(start[0], Is.EqualTo(0.023291699378284788).Within(1e-15));
        Assert.That(start.Sum(), Is.EqualTo(-48.965893060088305).Within(1e-11));
        Assert.That(start.Sum(x => x * x), Is.EqualTo(216.28382603862048).Within(1e-11));
        double[] losses =
        [
            2.778411203038692,
            2.6113585498008764,
            2.321234686568238,
            2.1454400725337073,
            1.9257137869237704,
            1.4253104981103526,
        ];
        Assert.That(setting.Train(1), Is.EqualTo(losses).Within(1e-11));
        double[] leading = [9.97887445, 7.22944163, 4.37196261];
        Assert.That(setting.Eigenvalues(1)[..3], Is.EqualTo(leading).Within(1e-6));
        Assert.That(setting.Eigenvalues(1)[^1], Is.EqualTo(-1.64177802).Within(1e-6));
        Assert.That(setting.GradientNorm(1), Is.EqualTo(2.1776556047451354).Within(1e-12));
    }

    [Test]
    public void Other_seeds_train_as_published()
    {
        var bursts = new Setting(SurrogateSet.Bursts(), [192, 32, 32, 32, 32, 4], InitialScheme.Torch);
        Assert.That(bursts.Start(2).Sum(), Is.EqualTo(-2.8860969669027656).Within(1e-11));
        Assert.That(bursts.Eigenvalues(2)[0], Is.EqualTo(0.34924207).Within(1e-6));
        Assert.That(bursts.Train(2)[0], Is.EqualTo(1.3870835767066194).Within(1e-12));
        Assert.That(bursts.Train(2)[^1], Is.EqualTo(1.3855839500177383).Within(1e-12));
        var general = new Setting(SurrogateSet.Generalisation(), [196, 32, 32, 32, 10], InitialScheme.He);
        Assert.That(general.Eigenvalues(2)[0], Is.EqualTo(13.68846249).Within(1e-6));
        Assert.That(general.Train(2)[0], Is.EqualTo(2.9987440565102257).Within(1e-12));
        Assert.That(general.Train(2)[^1], Is.EqualTo(1.3330039323122553).Within(1e-11));
    }

    [Test]
    public void The_small_convolutional_network_starts_as_published()
    {
        var network = Architectures.Convolutional(new(1, 14, 14), [new(8, 1), new(16, 1)], 10, ghostSize: 50);
        var examples = SurrogateSet.Generalisation().Split().Training.Slice(0, 100);
        var objective = new ManagedEngine().Objective(network, examples, LossFunction.CrossEntropy);
        var start = InitialParameters.Draw(network, InitialScheme.Convolutional, 1);
        Assert.That(objective.Evaluate(start).Loss, Is.EqualTo(2.444486269634545).Within(1e-13));
    }

    /// <summary>
    /// Convolutions with strides and other kernel sizes, a projection, normalisation, tanh and a pool in one network: loss,
    /// gradient and curvature by automatic differentiation in PyTorch 1.13, float64.
    /// </summary>
    [Test]
    public void A_network_of_many_layers_agrees_with_PyTorch()
    {
        NetworkLayer[] branch =
        [
            new Convolution(8, Stride: 2),
            new GhostNormalization(),
            new Rectifier(),
            new Convolution(8),
            new GhostNormalization(),
        ];
        NetworkLayer[] layers =
        [
            new Convolution(5),
            new GhostNormalization(),
            new Rectifier(),
            new Residual(branch) { Shortcut = [new Convolution(8, 1, 2), new GhostNormalization()] },
            new Rectifier(),
            new Convolution(6, 5),
            new Pointwise(Dlnx.Escape.Activations.Tanh),
            new Pooling(PoolingKind.Maximum),
            new GlobalAverage(),
            new Dense(4),
        ];
        var network = new NetworkArchitecture(new(3, 7, 6), layers) { GhostSize = 6 };
        var examples = Objectives.Random(network, LossFunction.CrossEntropy, 18);
        var start = InitialParameters.Draw(network, InitialScheme.Convolutional, 3);
        var noise = Objectives.Uniform(start.Length, 12);
        for (var i = 0; i < start.Length; i++)
            start[i] += 0.1 * noise[i];
        var direction = Objectives.Uniform(start.Length, 5);
        using var curvature = new ManagedEngine()
            .Objective(network, examples, LossFunction.CrossEntropy)
            .Linearize(start);
        var product = new double[start.Length];
        curvature.Apply(direction, product);
        var gradient = curvature.Gradient.ToArray();
        Assert.That(curvature.Loss, Is.EqualTo(1.2729589228204585).Within(1e-13));
        Assert.That(Objectives.Norm(gradient), Is.EqualTo(1.1467571251648838).Within(1e-12));
        Assert.That(Objectives.Dot(gradient, direction), Is.EqualTo(0.8797923259638047).Within(1e-12));
        Assert.That(Objectives.Dot(product, direction), Is.EqualTo(12.781787224417215).Within(1e-11));
        Assert.That(Objectives.Norm(product), Is.EqualTo(11.47667805812757).Within(1e-11));
    }

    private static double Sum(LabelledExamples examples) => examples.Inputs.ToArray().Sum();

    private sealed class Setting(SurrogateSet set, int[] sizes, InitialScheme scheme)
    {
        private readonly NetworkArchitecture network = Architectures.MultilayerPerceptron(sizes);

        public DataSplit Split { get; } = set.Split();

        public double[] Start(ulong seed) => InitialParameters.Draw(network, scheme, seed);

        public double GradientNorm(ulong seed)
        {
            using var curvature = Objective().Linearize(Start(seed));
            return Objectives.Norm(curvature.Gradient.ToArray());
        }

        /// <summary>The Ritz values of 60 Lanczos steps from the published start, the largest first.</summary>
        public double[] Eigenvalues(ulong seed)
        {
            var theta = Start(seed);
            var random = new SplitMix64(7);
            var first = new double[theta.Length];
            foreach (ref var entry in first.AsSpan())
                entry = random.Unit() - 0.5;
            using var curvature = Objective().Linearize(theta);
            var lanczos = new LanczosTridiagonalisation(theta.Length, 60);
            lanczos.Run(curvature.Apply, first, 60, new RandomStream(1));
            return [.. lanczos.RitzValues.OrderDescending()];
        }

        public double[] Train(ulong seed)
        {
            var objective = Objective();
            var theta = Start(seed);
            var gradient = new double[theta.Length];
            var losses = new List<double>();
            for (var t = 0; t <= At[^1]; t++)
            {
                losses.Add(objective.Gradient(theta, gradient));
                for (var i = 0; i < theta.Length; i++)
                    theta[i] -= 0.04 * gradient[i];
            }

            return [.. At.Select(t => losses[t])];
        }

        private ITrainingObjective Objective() =>
            new ManagedEngine().Objective(network, Split.Training, LossFunction.CrossEntropy);
    }
}
