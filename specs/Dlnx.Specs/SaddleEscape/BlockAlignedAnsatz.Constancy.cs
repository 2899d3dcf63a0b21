using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

// Reading C: what every flow keeps.
public sealed partial class BlockAlignedAnsatz
{
    private const int Modes = 2;

    [Check]
    public void Units_of_a_block_stay_equal_for_every_activation_loss_and_batch()
    {
        foreach (var phi in new[] { "tanh", "gelu" })
        {
            var network = BlockConstant(Activations.Find(phi), 4, 3, 2, new RandomStream(StreamSeed()));
            var population = BlockNetworks.Population(network.Activation, ReferenceAlpha, ModeOutput.Scalar);
            var batch = Batch(new RandomStream(StreamSeed(1)));
            foreach (
                var (name, examples, loss) in new[]
                {
                    ("population, mse", population, LossKind.Mse),
                    ("mini-batch of 16, logistic", batch, LossKind.Logistic),
                    ("mini-batch of 16, huber", batch, LossKind.Huber),
                }
            )
            {
                var gradient = new double[network.ParameterCount];
                new NetworkPass(network, examples).Gradient(loss, gradient);
                Evidence
                    .Agrees(
                        $"{phi}, {name}: largest spread inside a block over the largest entry",
                        Spread(network, gradient, 3),
                        0,
                        Absolute(1e-14)
                    )
                    .Rejects(
                        "the spread of a network that is not block-constant",
                        Spread(Uneven(network), gradient, 3, examples, loss)
                    );
            }
        }
    }

    // Blocks of m units; directions, entries between blocks and read-outs are all random.
    private static DenseNetwork BlockConstant(Activation phi, int depth, int m, int inputs, RandomStream stream)
    {
        int[] widths = [inputs, .. Enumerable.Repeat(Modes * m, depth - 1), 1];
        var network = new DenseNetwork(widths, phi);
        for (var l = 1; l <= depth; l++)
        {
            var values = new Dictionary<(int, int), double>();
            for (var i = 0; i < widths[l]; i++)
            {
                for (var j = 0; j < widths[l - 1]; j++)
                {
                    var key = (l == depth ? 0 : i / m, l == 1 ? j : j / m);
                    if (!values.TryGetValue(key, out var value))
                        values[key] = value = 0.6 * stream.NextNormal();
                    network.Layer(l)[(i * widths[l - 1]) + j] = value;
                }
            }
        }
        return network;
    }

    private static DenseNetwork Uneven(DenseNetwork network)
    {
        var copy = network.Copy();
        copy.Layer(2)[0] += 0.1;
        return copy;
    }

    private static ExampleSet Batch(RandomStream stream)
    {
        var set = new ExampleSet(16, 2, 1);
        stream.FillNormal(set.Inputs);
        stream.FillNormal(set.Targets);
        return set;
    }

    private static double Spread(DenseNetwork network, double[] scratch, int m, ExampleSet examples, LossKind loss)
    {
        new NetworkPass(network, examples).Gradient(loss, scratch);
        return Spread(network, scratch, m);
    }

    private static double Spread(DenseNetwork network, double[] gradient, int m)
    {
        var widths = network.Widths;
        var worst = 0.0;
        for (var l = 1; l <= network.Depth; l++)
        {
            var part = network.Part(gradient, l);
            for (var i = 0; i < widths[l]; i++)
            {
                for (var j = 0; j < widths[l - 1]; j++)
                {
                    var (row, column) = (l == network.Depth ? 0 : i / m * m, l == 1 ? j : j / m * m);
                    var difference = part[(i * widths[l - 1]) + j] - part[(row * widths[l - 1]) + column];
                    worst = Math.Max(worst, Math.Abs(difference));
                }
            }
        }
        return worst / gradient.Max(Math.Abs);
    }
}
