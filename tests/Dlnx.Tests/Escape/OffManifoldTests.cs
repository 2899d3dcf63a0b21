using System.Numerics.Tensors;
using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Escape;

/// <summary>Full networks off the symmetric manifold, against the numbers of C/prop-8, C/thm-11 and C/rem-not-attracting.</summary>
public sealed class OffManifoldTests
{
    private static readonly int[] Widths = [2, 4, 4, 4, 4, 1];
    private static readonly double[] Direction = [Math.Cos(0.6), Math.Sin(0.6)];

    [Test]
    public void Signal_energy_is_the_pairing_of_the_last_layer_with_its_gradient()
    {
        var (network, pass) = Prepared(0.7, 3, 0.3);
        var energy = new SignalEnergy(pass, Direction);
        var pairing = TensorPrimitives.Dot<double>(network.Layer(5), energy.Gradient(5));
        Assert.That(energy.Value, Is.EqualTo(pairing).Within(1e-14));
    }

    [Test]
    public void Its_gradient_matches_central_differences()
    {
        var (network, pass) = Prepared(0.7, 3, 0.5);
        var energy = new SignalEnergy(pass, Direction);
        for (var l = 1; l <= 5; l++)
        {
            ref var weight = ref network.Layer(l)[0];
            var value = weight;
            weight = value + 1e-5;
            var above = new SignalEnergy(pass, Direction).Value;
            weight = value - 1e-5;
            var below = new SignalEnergy(pass, Direction).Value;
            weight = value;
            Assert.That(energy.Gradient(l)[0], Is.EqualTo((above - below) / 2e-5).Within(1e-9), $"layer {l}");
        }
    }

    [TestCase(0.1, 1.642e-3)]
    [TestCase(0.0125, 2.625e-5)]
    public void Teacher_excess_is_that_of_the_catalogue(double scale, double excess)
    {
        var (_, pass) = Prepared(0.7, 3, scale);
        var energy = new SignalEnergy(pass, Direction);
        var mu1 = ActivationConstants.Of(Activations.Tanh).Mu1;
        Assert.That(Math.Abs((energy.TeacherTerm / (mu1 * energy.SquaredNorm)) - 1), Is.EqualTo(excess).Within(1e-6));
    }

    [TestCase(3, 0.842822601647)]
    [TestCase(4, 0.539151153586)]
    [TestCase(5, 0.339240145580)]
    public void Blow_up_times_are_those_of_the_catalogue(int layers, double time)
    {
        var mu1 = ActivationConstants.Of(Activations.Tanh).Mu1;
        double[] drive = [.. Direction.Select(u => mu1 * u)];
        var blowUp = new HomogeneousBlowUp(DenseNetworks.Portable(Widths, Activations.Tanh, 0.9), layers, drive);
        Assert.That(blowUp.Time, Is.EqualTo(time).Within(1e-10));
        Assert.That(blowUp.TimeWithoutTail, Is.LessThan(time), "the tail is positive, whatever was asked before");
    }

    [Test]
    public void Escape_time_and_symmetry_distances_are_those_of_the_catalogue()
    {
        var (network, pass) = Prepared(0.9, 3, 0.1);
        var flow = new NetworkFlow(network, pass.Examples);
        Assert.That(flow.BaselineLoss, Is.EqualTo(0.197147245199).Within(1e-12));
        double[] start = [0.9924, 0.9914, 0.9993, 0.9901, 0.9155];
        Assert.That(PermutationSymmetry.Distances(network), Is.EqualTo(start).Within(5e-5));

        var options = new OdeOptions { RelativeTolerance = 1e-9 };
        var end = flow.Run(1e3, options, flow.LossEvent(0.5 * flow.BaselineLoss));
        Assert.That(end.Time, Is.EqualTo(7.1171612).Within(1e-6));
        end.State.CopyTo(network.Parameters);
        double[] atEscape = [0.9088, 0.9935, 0.9839, 0.9896, 0.9182];
        Assert.That(PermutationSymmetry.Distances(network), Is.EqualTo(atEscape).Within(5e-5));
    }

    [Test]
    public void An_antithetic_whitened_sample_has_mean_zero_and_covariance_one()
    {
        var set = ExampleSets.AntitheticWhitened(64, 3, new RandomStream(3));
        for (var i = 0; i < 3; i++)
        {
            Assert.That(set.InputRow(i).ToArray().Average(), Is.EqualTo(0).Within(1e-15));
            for (var j = 0; j < 3; j++)
            {
                var moment = TensorPrimitives.Dot<double>(set.InputRow(i), set.InputRow(j)) / 64;
                Assert.That(moment, Is.EqualTo(i == j ? 1 : 0).Within(1e-14));
            }
        }

        Assert.That(() => ExampleSets.AntitheticWhitened(5, 2, new RandomStream(1)), Throws.ArgumentException);
    }

    [Test]
    public void A_network_of_equal_units_has_no_symmetry_distance()
    {
        var network = new DenseNetwork([2, 3, 3, 1], Activations.Tanh);
        network.Layer(1).Fill(0.3);
        network.Layer(2).Fill(-0.2);
        network.Layer(3).Fill(0.7);
        network.Layer(1)[1] = network.Layer(1)[3] = network.Layer(1)[5] = 0.9;
        Assert.That(PermutationSymmetry.Distances(network), Is.All.LessThan(1e-15));
    }

    [Test]
    public void Velocities_allocate_nothing()
    {
        var (network, pass) = Prepared(0.9, 3, 0.1);
        var flow = new NetworkFlow(network, pass.Examples);
        var (weights, velocity) = (network.Parameters.ToArray(), new double[network.ParameterCount]);
        flow.Velocity(0, weights, velocity);

        // A call may be the one in which the runtime itself allocates, for example to recompile; not every one is.
        var allocated = Enumerable
            .Range(0, 5)
            .Select(_ => Allocated(() => flow.Velocity(0, weights, velocity)))
            .ToArray();
        Assert.That(allocated.Min(), Is.Zero);

        static long Allocated(Action action)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Test]
    public void Wrong_sizes_are_named()
    {
        var (network, pass) = Prepared(0.9, 3, 0.1);
        Assert.That(() => new NetworkFlow(network, pass.Examples, [1, 1]), Throws.ArgumentException);
        Assert.That(() => new HomogeneousBlowUp(network, 2, Direction), Throws.ArgumentException);
    }

    private static (DenseNetwork Network, NetworkPass Pass) Prepared(double amplitude, int layers, double scale)
    {
        var network = DenseNetworks.Portable(Widths, Activations.Tanh, amplitude);
        for (var l = 1; l <= layers; l++)
            TensorPrimitives.Multiply(network.Layer(l), scale, network.Layer(l));
        var examples = ExampleSets.Population(2, 1);
        ExampleSets.Teach(examples, Activations.Tanh, 1, Direction);
        return (network, new NetworkPass(network, examples));
    }
}
