using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class NetworkPathsTests
{
    [Test]
    public void Paths_sum_to_the_forward_pass([Range(1, 20)] int seed)
    {
        var (network, theta, input) = Draw(seed);
        var relu = network.Relu(theta, input);
        var masked = NetworkPaths.Of(network, input, relu.Masks());
        Assert.That(masked.Value(theta), Is.EqualTo(relu.Output).Within(1e-13));
        Assert.That(network.Output(theta, input, relu.Masks()), Is.EqualTo(relu.Output).Within(1e-14));
        var linear = NetworkPaths.Of(network, input, network.LinearMasks());
        Assert.That(linear.Value(theta), Is.EqualTo(network.Output(theta, input, network.LinearMasks())).Within(1e-13));
    }

    [TestCase(new[] { 2, 3, 2, 1 }, 12, 9)]
    [TestCase(new[] { 4, 1 }, 4, 1)]
    [TestCase(new[] { 1, 4, 4, 4, 1 }, 64, 85)]
    public void Counts_agree_with_the_enumeration(int[] widths, int inputs, int biases)
    {
        Assert.That(NetworkPaths.InputCount(widths), Is.EqualTo(inputs));
        Assert.That(NetworkPaths.BiasCount(widths), Is.EqualTo(biases));
        var network = new AffineNetwork(widths);
        var paths = NetworkPaths.Of(network, new double[widths[0]], network.LinearMasks());
        Assert.That(paths.Terms, Has.Count.EqualTo(inputs + biases));
        Assert.That(paths.Terms.Count(path => path.Parameters.Count == network.Depth), Is.GreaterThanOrEqualTo(inputs));
    }

    [Test]
    public void A_closed_unit_cuts_its_paths()
    {
        var network = new AffineNetwork([1, 2, 1]);
        var paths = NetworkPaths.Of(
            network,
            [3],
            [
                [true, false],
            ]
        );
        Assert.That(paths.Terms.Select(path => path.Coefficient), Is.EqualTo(new[] { 3.0, 1, 1 }));
    }

    [Test]
    public void Masks_are_compared_unit_by_unit()
    {
        var network = new AffineNetwork([1, 1, 1]);
        var (on, off) = (network.Relu([1, 0, 1, 0], [2]), network.Relu([-1, 0, 1, 0], [2]));
        Assert.That(on.HasMasksOf(off), Is.False);
        Assert.That(on.HasMasksOf(network.Relu([0.5, 0, 1, 0], [2])), Is.True);
        Assert.That(off.SmallestMagnitude(), Is.EqualTo(2));
    }

    [Test]
    public void A_vector_output_is_refused() =>
        Assert.That(() => new AffineNetwork([2, 2]), Throws.ArgumentException.With.Message.Contains("2, 2"));

    private static (AffineNetwork Network, double[] Theta, double[] Input) Draw(int seed)
    {
        var stream = new RandomStream((ulong)seed);
        int[] widths = [.. Enumerable.Range(0, stream.NextInt32(1, 5)).Select(_ => stream.NextInt32(1, 5)), 1];
        var network = new AffineNetwork(widths);
        var (theta, input) = (new double[network.ParameterCount], new double[widths[0]]);
        stream.FillNormal(theta);
        stream.FillNormal(input);
        return (network, theta, input);
    }
}
