using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Escape;

public sealed class NetworkPassTests
{
    private static Gen<Case> Cases =>
        from widths in Gen.Choose(1, 5).ArrayOf(5)
        from depth in Gen.Choose(1, 4)
        from activation in Gen.Elements("tanh", "erf", "sin", "gelu", "swish", "softplus", "sigmoid", "linear")
        from loss in Gen.Elements(Enum.GetValues<LossKind>())
        from seed in Gen.Choose(0, 1_000_000)
        select new Case([.. widths.Take(depth + 1)], activation, loss, (ulong)seed);

    [Test]
    public void Gradient_matches_central_differences() =>
        Laws.Hold(
            Cases,
            drawn =>
            {
                var pass = drawn.Pass();
                var gradient = new double[pass.Network.ParameterCount];
                pass.Gradient(drawn.Loss, gradient);
                return gradient
                    .Select((entry, i) => Math.Abs(entry - CentralDifference(pass, drawn.Loss, i)))
                    .All(deviation => deviation <= 1e-7);
            },
            60
        );

    [Test]
    public void Backward_with_the_loss_cotangent_gives_the_gradient()
    {
        var pass = new Case([2, 3, 2], "tanh", LossKind.Mse, 4).Pass();
        var (expected, found) = (new double[pass.Network.ParameterCount], new double[pass.Network.ParameterCount]);
        pass.Gradient(LossKind.Mse, expected);
        var examples = pass.Examples;
        double[] cotangent =
        [
            .. pass
                .Outputs.ToArray()
                .Select((z, i) => examples.Weights[i % examples.Count] * (z - examples.Targets[i])),
        ];
        pass.Forward();
        pass.Backward(cotangent, found);
        Assert.That(found, Is.EqualTo(expected));
    }

    [Test]
    public void One_example_follows_the_definition()
    {
        var network = DenseNetworks.Portable([2, 3, 1], Activations.Tanh, 0.8);
        var examples = new ExampleSet(1, 2, 1);
        examples.Inputs[0] = 0.4;
        examples.Inputs[1] = -1.1;
        examples.Targets[0] = 0.3;
        var pass = new NetworkPass(network, examples);
        var loss = pass.Loss(LossKind.Mse);
        var output = 0.0;
        for (var i = 0; i < 3; i++)
            output +=
                network.Layer(2)[i]
                * Math.Tanh((0.4 * network.Layer(1)[2 * i]) - (1.1 * network.Layer(1)[(2 * i) + 1]));
        Assert.That(pass.Outputs[0], Is.EqualTo(output).Within(1e-15));
        Assert.That(loss, Is.EqualTo(0.5 * Math.Pow(output - 0.3, 2)).Within(1e-15));
    }

    [Test]
    public void Weights_count_like_repeated_examples()
    {
        var network = DenseNetworks.Portable([2, 4, 2], Activations.Find("swish"), 0.7);
        var few = ExampleSets.Deterministic(2, 2, 2, LossKind.Huber);
        (few.Weights[0], few.Weights[1]) = (0.75, 0.25);
        var many = new ExampleSet(4, 2, 2);
        for (var k = 0; k < 2; k++)
        {
            double[] x = [few.InputRow(k)[0], few.InputRow(k)[0], few.InputRow(k)[0], few.InputRow(k)[1]];
            double[] y = [few.TargetRow(k)[0], few.TargetRow(k)[0], few.TargetRow(k)[0], few.TargetRow(k)[1]];
            x.CopyTo(many.InputRow(k));
            y.CopyTo(many.TargetRow(k));
        }
        var (one, other) = (new double[16], new double[16]);
        var loss = new NetworkPass(network, few).Gradient(LossKind.Huber, one);
        Assert.That(new NetworkPass(network, many).Gradient(LossKind.Huber, other), Is.EqualTo(loss).Within(1e-15));
        Assert.That(other, Is.EqualTo(one).Within(1e-15));
    }

    [Test]
    public void A_population_has_the_loss_of_the_integral()
    {
        // 𝔼(αs − wv s)²/2 = (α − wv)²/2 for a linear network on one direction.
        var network = new DenseNetwork([2, 1, 1], Activations.Linear);
        (network.Parameters[0], network.Parameters[1], network.Parameters[2]) = (0.6, 0.8, 0.5);
        var examples = ExampleSets.Population(2, 1);
        ExampleSets.Teach(examples, Activations.Linear, 1.3, [0.6, 0.8]);
        Assert.That(new NetworkPass(network, examples).Loss(LossKind.Mse), Is.EqualTo(0.32).Within(1e-13));
    }

    [Test]
    public void Passes_allocate_nothing()
    {
        var pass = new Case([2, 8, 8, 1], "tanh", LossKind.Mse, 3).Pass();
        var gradient = new double[pass.Network.ParameterCount];
        foreach (var loss in Enum.GetValues<LossKind>())
            pass.Gradient(loss, gradient);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 50; t++)
            pass.Gradient(LossKind.Mse, gradient);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Wrong_sizes_are_named()
    {
        Assert.That(() => new DenseNetwork([3], Activations.Tanh), Throws.ArgumentException);
        Assert.That(() => new DenseNetwork([3, 0], Activations.Tanh), Throws.ArgumentException);
        var network = new DenseNetwork([3, 1], Activations.Tanh);
        Assert.That(() => network.Layer(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new NetworkPass(network, new ExampleSet(4, 2, 1)), Throws.ArgumentException);
        Assert.That(() => ExampleSets.Population(3, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double CentralDifference(NetworkPass pass, LossKind loss, int index)
    {
        const double h = 1e-5;
        ref var parameter = ref pass.Network.Parameters[index];
        var value = parameter;
        parameter = value + h;
        var above = pass.Loss(loss);
        parameter = value - h;
        var below = pass.Loss(loss);
        parameter = value;
        return (above - below) / (2 * h);
    }

    private sealed record Case(int[] Widths, string Activation, LossKind Loss, ulong Seed)
    {
        public override string ToString() => $"{string.Join(',', Widths)} {Activation} {Loss} {Seed}";

        public NetworkPass Pass()
        {
            var network = DenseNetworks.Gaussian(Widths, Activations.Find(Activation), 0.9, new RandomStream(Seed));
            return new(network, ExampleSets.Deterministic(7, Widths[0], Widths[^1], Loss));
        }
    }
}
