using Dlnx.Data;
using Dlnx.Networks;

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
    }

    [Test]
    public void Other_seeds_train_as_published()
    {
        var bursts = new Setting(SurrogateSet.Bursts(), [192, 32, 32, 32, 32, 4], InitialScheme.Torch);
        Assert.That(bursts.Start(2).Sum(), Is.EqualTo(-2.8860969669027656).Within(1e-11));
        Assert.That(bursts.Train(2)[0], Is.EqualTo(1.3870835767066194).Within(1e-12));
        Assert.That(bursts.Train(2)[^1], Is.EqualTo(1.3855839500177383).Within(1e-12));
        var general = new Setting(SurrogateSet.Generalisation(), [196, 32, 32, 32, 10], InitialScheme.He);
        Assert.That(general.Train(2)[0], Is.EqualTo(2.9987440565102257).Within(1e-12));
        Assert.That(general.Train(2)[^1], Is.EqualTo(1.3330039323122553).Within(1e-11));
    }

    private static double Sum(LabelledExamples examples) => examples.Inputs.ToArray().Sum();

    private sealed class Setting(SurrogateSet set, int[] sizes, InitialScheme scheme)
    {
        private readonly NetworkArchitecture network = Architectures.MultilayerPerceptron(sizes);

        public DataSplit Split { get; } = set.Split();

        public double[] Start(ulong seed) => InitialParameters.Draw(network, scheme, seed);

        public double[] Train(ulong seed)
        {
            var objective = new ManagedEngine().Objective(network, Split.Training, LossFunction.CrossEntropy);
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
    }
}
