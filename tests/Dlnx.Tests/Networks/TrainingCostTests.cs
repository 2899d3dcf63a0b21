using Dlnx.Networks;
using NUnit.Framework;

namespace Dlnx.Tests.Networks;

public sealed class TrainingCostTests
{
    [Test]
    public void Agrees_with_counting_by_hand()
    {
        // 3·2 + 2·5 multiplications, six operations each.
        var network = Architectures.MultilayerPerceptron([3, 2, 5]);
        Assert.That(TrainingCost.Operations(network, 7, 11, 13), Is.EqualTo(6.0 * 16 * 7 * 11 * 13));
    }

    [TestCase(-1, 1, 1)]
    [TestCase(1, -1, 1)]
    [TestCase(1, 1, -1)]
    public void Refuses_negative_numbers(double images, double epochs, double runs) =>
        Assert.That(
            () => TrainingCost.Operations(Architectures.Vgg10(), images, epochs, runs),
            Throws.ArgumentException
        );
}
