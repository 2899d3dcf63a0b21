using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

public sealed class DirectionalSeriesTests
{
    private static IEnumerable<NetworkArchitecture> Networks =>
        [
            Architectures.MultilayerPerceptron([13, 4]),
            Architectures.MultilayerPerceptron([13, 9, 4]),
            Architectures.MultilayerPerceptron([13, 9, 8, 7, 6, 5, 4]),
            Architectures.MultilayerPerceptron([13, 9, 8, 4], BiasTerm.None),
            new(new(13), [new Dense(9), new Dense(8), new Dense(4)]),
        ];

    [TestCaseSource(nameof(Networks))]
    public void The_first_orders_are_loss_gradient_and_curvature(NetworkArchitecture network)
    {
        var setting = new Setting(network);
        var c = setting.Expand(setting.Start);
        using var curvature = setting.Objective.Linearize(setting.Start);
        var product = new double[setting.Start.Length];
        curvature.Apply(setting.Direction, product);
        Assert.That(c[0], Is.EqualTo(curvature.Loss).Within(1e-14));
        Assert.That(c[1], Is.EqualTo(Objectives.Dot(curvature.Gradient.ToArray(), setting.Direction)).Within(1e-13));
        Assert.That(c[2], Is.EqualTo(Objectives.Dot(product, setting.Direction) / 2).Within(1e-12));
    }

    [TestCaseSource(nameof(Networks))]
    public void The_higher_orders_match_differences_of_the_curvature(NetworkArchitecture network)
    {
        var setting = new Setting(network);
        var c = setting.Expand(setting.Start);
        const double H = 1e-4;
        double Second(double s) => 2 * setting.Expand(setting.Moved(s))[2];
        Assert.That((Second(H) - Second(-H)) / (2 * H), Is.EqualTo(6 * c[3]).Within(1e-5 * (1 + Math.Abs(c[3]))));
        double Third(double s) => 6 * setting.Expand(setting.Moved(s))[3];
        Assert.That((Third(H) - Third(-H)) / (2 * H), Is.EqualTo(24 * c[4]).Within(1e-5 * (1 + Math.Abs(c[4]))));
    }

    [Test]
    public void Other_layers_are_refused()
    {
        var network = Architectures.Convolutional(new(1, 5, 5), [new(2, 1)], 4);
        var examples = Objectives.Random(network, LossFunction.CrossEntropy, 5);
        Assert.That(() => new DirectionalSeries(network, examples), Throws.ArgumentException);
    }

    private sealed class Setting
    {
        private readonly DirectionalSeries series;

        public Setting(NetworkArchitecture network)
        {
            var examples = Objectives.Random(network, LossFunction.CrossEntropy, 17);
            series = new(network, examples);
            Objective = new ManagedEngine().Objective(network, examples, LossFunction.CrossEntropy);
            Start = InitialParameters.Draw(network, InitialScheme.Torch, 3);
            Direction = Objectives.Uniform(Start.Length, 5);
        }

        public ITrainingObjective Objective { get; }

        public double[] Start { get; }

        public double[] Direction { get; }

        public double[] Moved(double s) => [.. Start.Zip(Direction, (x, v) => x + (s * v))];

        public double[] Expand(double[] point)
        {
            var coefficients = new double[DirectionalSeries.Order + 1];
            series.Expand(point, Direction, coefficients);
            return coefficients;
        }
    }
}
