using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

/// <summary>Counts of D, Appendix K, and of He et al. (2015).</summary>
public sealed class ArchitectureTests
{
    private static IEnumerable<TestCaseData> Counted()
    {
        yield return new(Architectures.MultilayerPerceptron([192, 32, 32, 32, 32, 4]), 9_476);
        yield return new(Architectures.MultilayerPerceptron([196, 32, 32, 32, 10]), 8_746);
        yield return new(Architectures.MultilayerPerceptron([784, 32, 32, 32, 32, 4]), 28_420);
        yield return new(Architectures.Vgg10(), 482_730);
        yield return new(Architectures.Vgg10([16, 32, 64]), 121_562);
        yield return new(Architectures.Vgg10([64, 128, 256]), 1_923_914);
        yield return new(Architectures.Vgg19(), 4_174_250);
        yield return new(Architectures.ResNet20(), 269_722);
        yield return new(Architectures.Convolutional(new(1, 14, 14), [new(8, 1), new(16, 1)], 10), 1_442);
    }

    [TestCaseSource(nameof(Counted))]
    public void Parameters_are_as_many_as_published(NetworkArchitecture network, int parameters)
    {
        Assert.That(network.ParameterCount, Is.EqualTo(parameters));
        Assert.That(InitialParameters.Draw(network, InitialScheme.Convolutional, 1), Has.Length.EqualTo(parameters));
    }

    [Test]
    public void Costs_are_as_published()
    {
        double Million(NetworkArchitecture network) => Math.Round(network.MultiplyAccumulates / 1e6, 1);
        double Megabytes(NetworkArchitecture network) => Math.Round(4 * network.Activations / 1e6, 1);
        Assert.That(Million(Architectures.Vgg10()), Is.EqualTo(66.9));
        Assert.That(Million(Architectures.Vgg19()), Is.EqualTo(81.7));
        Assert.That(Million(Architectures.ResNet20()), Is.EqualTo(40.6));
        Assert.That(Megabytes(Architectures.Vgg10()), Is.EqualTo(1.4));
        Assert.That(Megabytes(Architectures.Vgg19()), Is.EqualTo(1.5));
        Assert.That(Megabytes(Architectures.ResNet20()), Is.EqualTo(1.5));
    }

    [Test]
    public void Projections_add_what_they_cost()
    {
        var projections = (16 * 32) + 64 + (32 * 64) + 128;
        var network = Architectures.ResNet20(shortcut: ShortcutKind.Projection);
        Assert.That(network.ParameterCount, Is.EqualTo(269_722 + projections));
    }

    [Test]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.That(
            () => new NetworkArchitecture(new(3, 8, 8), [new Dense(4)]).Output,
            Throws.ArgumentException.With.Message.Contains("3×8×8")
        );
        Assert.That(() => new Convolution(4, 2).Output(new(3, 8, 8)), Throws.ArgumentException);
        Assert.That(() => new Pooling(PoolingKind.Average).Output(new(3, 1, 1)), Throws.ArgumentException);
        Assert.That(() => new Residual([new Convolution(2)]).Output(new(3, 8, 8)), Throws.ArgumentException);
        Assert.That(() => Architectures.Vgg10([1, 2]), Throws.ArgumentException);
        Assert.That(() => Architectures.MultilayerPerceptron([3]), Throws.ArgumentException);
    }

    [Test]
    public void A_ghost_size_that_does_not_divide_the_data_is_refused()
    {
        var network = Architectures.Convolutional(new(1, 14, 14), [new(8, 1)], 10, ghostSize: 7);
        var examples = Objectives.Random(network, LossFunction.CrossEntropy, 20);
        Assert.That(
            () => new ManagedEngine().Objective(network, examples, LossFunction.CrossEntropy),
            Throws.ArgumentException.With.Message.Contains("7 does not divide 20")
        );
    }
}
