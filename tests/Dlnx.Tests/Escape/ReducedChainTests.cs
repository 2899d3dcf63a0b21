using Dlnx.Escape;

namespace Dlnx.Tests.Escape;

public sealed class ReducedChainTests
{
    private static readonly double[] Scales = [0.3, 0.5, 0.4];

    // C/thm-4: velocities and loss at a = (.3, .5, .4), α = 1.
    [TestCase("tanh", 0.0880005198, 0.0595918134, 0.0765209088, 0.1650477689)]
    [TestCase("erf", 0.1171535409, 0.0794632699, 0.1026892163, 0.1888181255)]
    [TestCase("sin", 0.0987923684, 0.0628554488, 0.0796060418, 0.1827064793)]
    [TestCase("gelu", 0.0498874378, 0.0243983422, 0.0272750222, 0.2015397363)]
    [TestCase("swish", 0.0366425309, 0.0192042672, 0.0225877683, 0.1687210153)]
    [TestCase("linear", 0.188, 0.1128, 0.141, 0.4418)]
    [TestCase("sigmoid", 0.0023401366, 0.0149537882, 0.1565071341, 0.0587986005)]
    [TestCase("softplus", 0.0356382371, 0.0956463873, 0.4222332950, 0.2288668528)]
    public void Velocities_and_loss_are_those_of_the_catalogue(
        string phi,
        double first,
        double second,
        double third,
        double loss
    )
    {
        var chain = new ReducedChain(Activations.Find(phi), 3);
        var velocity = new double[3];
        chain.Velocity(Scales, velocity);
        Assert.That(velocity, Is.EqualTo(new[] { first, second, third }).Within(1e-10));
        Assert.That(chain.Loss(Scales), Is.EqualTo(loss).Within(1e-10));
    }

    [TestCase("tanh")]
    [TestCase("gelu")]
    [TestCase("softplus")]
    public void Velocity_is_minus_the_central_difference_of_the_loss(string phi)
    {
        var chain = new ReducedChain(Activations.Find(phi), 4, 0.7);
        double[] scales = [0.3, -0.5, 0.4, 1.1];
        var velocity = new double[4];
        chain.Velocity(scales, velocity);
        for (var k = 0; k < 4; k++)
        {
            var (above, below) = (scales.ToArray(), scales.ToArray());
            above[k] += 1e-5;
            below[k] -= 1e-5;
            Assert.That(velocity[k], Is.EqualTo((chain.Loss(below) - chain.Loss(above)) / 2e-5).Within(1e-9));
        }
    }

    [TestCase("tanh")]
    [TestCase("gelu")]
    [TestCase("softplus")]
    public void Imbalance_drifts_are_differences_of_the_velocities(string phi)
    {
        var chain = new ReducedChain(Activations.Find(phi), 4, 1.3);
        double[] scales = [0.9, 0.5, -0.8, 1.1];
        var (velocity, drifts) = (new double[4], new double[3]);
        chain.Velocity(scales, velocity);
        chain.ImbalanceDrifts(scales, drifts);
        for (var l = 0; l < 3; l++)
        {
            var difference = 2 * ((scales[l + 1] * velocity[l + 1]) - (scales[l] * velocity[l]));
            Assert.That(drifts[l], Is.EqualTo(difference).Within(1e-13));
        }
    }

    [TestCase("tanh")]
    [TestCase("sin")]
    [TestCase("linear")]
    [TestCase("gelu")]
    public void The_nodes_that_are_left_out_do_not_count(string phi)
    {
        // A teacher that is odd but for a part too small to matter keeps an odd chain from summing half the nodes.
        var activation = Activations.Find(phi);
        var chain = new ReducedChain(activation, 4);
        var whole = new ReducedChain(activation, 4, s => activation.Value(s) + (s > 11.9 ? 1e-3 : 0));
        double[] scales = [0.9, 1.1, -0.8, 1.2];
        var (found, expected) = (new double[4], new double[4]);
        chain.Velocity(scales, found);
        whole.Velocity(scales, expected);
        Assert.That(found, Is.EqualTo(expected).Within(1e-15));
        Assert.That(chain.Loss(scales), Is.EqualTo(whole.Loss(scales)).Within(1e-15));
        var output = new double[GaussianRule.Line.Count];
        chain.Output(scales, output);
        var weights = GaussianRule.Line.Weights.ToArray();
        var teacher = GaussianRule.Line.Nodes.ToArray().Select(activation.Value);
        var loss = output.Zip(teacher, (f, y) => (f - y) * (f - y) / 2).Zip(weights, (l, w) => l * w).Sum();
        Assert.That(chain.Loss(scales), Is.EqualTo(loss).Within(1e-15));
    }

    [Test]
    public void Nothing_is_allocated()
    {
        var chain = new ReducedChain(Activations.Find("tanh"), 3);
        var velocity = new double[3];
        chain.Velocity(Scales, velocity);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 50; t++)
            chain.Velocity(Scales, velocity);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Wrong_sizes_are_named()
    {
        var chain = new ReducedChain(Activations.Find("tanh"), 3);
        Assert.That(() => chain.Loss([1, 2]), Throws.ArgumentException);
        Assert.That(
            () => new ReducedChain(Activations.Find("tanh"), 1),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
    }
}
