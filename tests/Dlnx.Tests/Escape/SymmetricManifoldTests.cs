using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Tests.Escape;

public sealed class SymmetricManifoldTests
{
    private static readonly double[] Scales = [0.7, -0.4, 0.9];
    private static readonly double[] Direction = [Math.Cos(0.6), Math.Sin(0.6)];
    private static readonly SymmetricManifold Manifold = new([2, 3, 5, 1], Direction);

    [Test]
    public void Weights_are_those_of_the_definition()
    {
        var network = Manifold.Network(Activations.Tanh, Scales);
        Assert.That(network.Layer(1)[2..4].ToArray(), Is.EqualTo(Direction.Select(u => 0.7 * u)).Within(1e-16));
        Assert.That(network.Layer(2).ToArray(), Is.All.EqualTo(-0.4 / 3));
        Assert.That(network.Layer(3).ToArray(), Is.All.EqualTo(0.9 / 5));
    }

    [Test]
    public void Outputs_are_those_of_the_chain()
    {
        var manifold = SymmetricManifold.OfWidth(3, 4, [1]);
        var pass = new NetworkPass(manifold.Network(Activations.Find("gelu"), Scales), ExampleSets.Population(1, 1));
        pass.Forward();
        var output = new double[GaussianRule.Line.Count];
        new ReducedChain(Activations.Find("gelu"), 3).Output(Scales, output);
        Assert.That(pass.Outputs.ToArray(), Is.EqualTo(output).Within(1e-14));
    }

    [Test]
    public void Reading_inverts_embedding()
    {
        var weights = Manifold.Network(Activations.Tanh, Scales).Parameters;
        Assert.That(Manifold.Read(weights), Is.EqualTo(Scales).Within(1e-15));
        Assert.That(Manifold.Residual(weights), Is.LessThan(1e-15));
        Assert.That(Manifold.Spread(weights), Is.Zero);
        Assert.That(Manifold.Misalignment(weights), Is.LessThan(1e-15));
    }

    [Test]
    public void Distances_see_what_is_off_the_manifold()
    {
        var weights = Manifold.Network(Activations.Tanh, Scales).Parameters;
        for (var row = 0; row < 3; row++)
        {
            weights[2 * row] -= 0.25 * Direction[1];
            weights[(2 * row) + 1] += 0.25 * Direction[0];
        }

        Assert.That(Manifold.Misalignment(weights), Is.EqualTo(0.25).Within(1e-15));
        Assert.That(Manifold.Spread(weights), Is.Zero);
        weights[^1] += 0.125;
        Assert.That(Manifold.Spread(weights), Is.EqualTo(0.125).Within(1e-15));
        Assert.That(Manifold.Residual(weights), Is.EqualTo(0.25 * Direction[0]).Within(1e-15));
    }

    [Test]
    public void The_normalised_flow_reduces_to_that_of_the_chain()
    {
        const int width = 4;
        var manifold = SymmetricManifold.OfWidth(3, width, Direction);
        var population = ExampleSets.Population(2, 1);
        ExampleSets.Teach(population, Activations.Tanh, 1.3, Direction);
        var network = manifold.Network(Activations.Tanh, Scales);
        var flow = new NetworkFlow(network, population, NetworkFlow.NormalisedRates(3, width));
        var weights = network.Parameters.ToArray();
        flow.Step(weights, width * 0.01);
        var velocity = new double[3];
        new ReducedChain(Activations.Tanh, 3, 1.3).Velocity(Scales, velocity);
        double[] expected = [.. Scales.Zip(velocity, (a, v) => a + (0.01 * v))];
        Assert.That(manifold.Read(weights), Is.EqualTo(expected).Within(1e-14));
        Assert.That(manifold.Residual(weights), Is.LessThan(1e-14));
    }

    [Test]
    public void Batches_are_fresh_and_taught()
    {
        var batches = new GaussianBatches(64, Activations.Tanh, 2, Direction, new RandomStream(7));
        var first = batches.Batch.Inputs.ToArray();
        batches.Next();
        var x = batches.Batch.Inputs;
        var y = batches.Batch.Targets;
        Assert.That(x.ToArray(), Is.Not.EqualTo(first));
        var s = (Direction[0] * x[5]) + (Direction[1] * x[64 + 5]);
        Assert.That(y[5], Is.EqualTo(2 * Math.Tanh(s)).Within(1e-15));
    }

    [Test]
    public void Permutations_move_rows_and_columns()
    {
        var permutation = new NeuronPermutation([
            [0, 1],
            [2, 0, 1],
            [0],
        ]);
        double[] weights = [1, 2, 3, 4, 5, 6, 10, 20, 30];
        var permuted = new double[9];
        permutation.Apply(weights, permuted);
        Assert.That(permuted, Is.EqualTo(new double[] { 5, 6, 1, 2, 3, 4, 30, 10, 20 }));
        Assert.That(
            () =>
                new NeuronPermutation([
                    [0, 0],
                ]),
            Throws.ArgumentException
        );
    }

    [Test]
    public void Wrong_shapes_are_named()
    {
        Assert.That(() => new SymmetricManifold([2, 3, 2], Direction), Throws.ArgumentException);
        Assert.That(() => new SymmetricManifold([2, 3, 1], [1]), Throws.ArgumentException);
        Assert.That(() => new SymmetricManifold([2, 3, 1], [1, 1]), Throws.ArgumentException);
        Assert.That(() => Manifold.Network(Activations.Tanh, [1, 2]), Throws.ArgumentException);
    }
}
