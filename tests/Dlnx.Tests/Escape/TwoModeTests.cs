using Dlnx.Escape;
using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Escape;

public sealed class TwoModeTests
{
    private static readonly double[] A = [0.2, 0.3, 0.4];
    private static readonly double[] B = [0.25, 0.35, 0.3];

    // C/block-ansatz, reference line of tanh.
    [Test]
    public void Block_gradients_are_the_catalogued_ones()
    {
        var gradient = BlockGradient.At(Activations.Tanh, A, B, [1, 0.7], 2, ModeOutput.Scalar);
        Assert.That(gradient.OffBlock12[0], Is.EqualTo(0.0190085462).Within(1e-10));
        Assert.That(gradient.OffBlock21[0], Is.EqualTo(0.0168448738).Within(1e-10));
        Assert.That(gradient.Rotation12, Is.EqualTo(0.0230007465).Within(1e-10));
        Assert.That(gradient.OnBlock[0], Is.EqualTo(0.0224428790).Within(1e-10));
    }

    [Test]
    public void Half_of_the_plane_stands_for_the_whole_of_an_odd_network()
    {
        var half = BlockNetworks.Population(Activations.Tanh, [1, 0.7], ModeOutput.Scalar);
        var whole = ExampleSets.Population(2, 1);
        Assert.That(half.Count, Is.EqualTo((whole.Count + 1) / 2));
        for (var n = 0; n < whole.Count; n++)
            whole.Targets[n] = Math.Tanh(whole.InputRow(0)[n]) + (0.7 * Math.Tanh(whole.InputRow(1)[n]));
        var network = BlockNetworks.Aligned([A, B], 2, Activations.Tanh, ModeOutput.Scalar);
        network.Layer(2)[1] = 0.37;
        var (few, all) = (new double[network.ParameterCount], new double[network.ParameterCount]);
        new NetworkPass(network, half).Gradient(LossKind.Mse, few);
        new NetworkPass(network, whole).Gradient(LossKind.Mse, all);
        Assert.That(few, Is.EqualTo(all).Within(1e-14));
    }

    [Test]
    public void Source_and_decay_are_derivatives_of_the_network()
    {
        double[] target = [0.3, 0.4, 0.5, 0.35];
        double[] other = [0.25, 0.35, 0.3, 0.45];
        var linear = OffBlockLinearization.At(Activations.Tanh, target, other, 1, 0.7);
        var network = BlockNetworks.Aligned([target, other], 1, Activations.Tanh, ModeOutput.Scalar);
        var pass = new NetworkPass(network, BlockNetworks.Population(Activations.Tanh, [1, 0.7], ModeOutput.Scalar));
        var gradient = new double[network.ParameterCount];
        double Slope(double omega)
        {
            network.Layer(2)[1] = omega;
            pass.Gradient(LossKind.Mse, gradient);
            return network.Part(gradient, 2)[1];
        }
        Assert.That(linear.Source, Is.EqualTo(-Slope(0)).Within(1e-14));
        Assert.That(linear.Decay, Is.EqualTo((Slope(1e-3) - Slope(-1e-3)) / 2e-3).Within(1e-8));
        Assert.That(linear.RotationSource, Is.EqualTo(-network.Part(gradient, 1)[1]).Within(1e-5));
    }

    [Test]
    public void A_constant_coefficient_amplitude_solves_its_equation()
    {
        var linear = new OffBlockLinearization(0.3, 0.7, 0);
        var solved = OdeSolver.Solve((_, y, dy) => dy[0] = 0.3 - (0.7 * y[0]), 0, [0.0], 2.5).State[0];
        Assert.That(linear.Amplitude(2.5), Is.EqualTo(solved).Within(1e-9));
        Assert.That(linear.QuasiSteady, Is.EqualTo(0.3 / 0.7).Within(1e-15));
    }

    // C/eq-52-53, ε = 0.2.
    [Test]
    public void Modes_escape_at_the_catalogued_times()
    {
        var scalar = new TwoModeFlow(Activations.Tanh, [1, 0.5], 3, 2, 0.2, ModeOutput.Scalar).Escape(1e4);
        Assert.That(scalar.Time1, Is.EqualTo(4.93344).Within(2e-5));
        Assert.That(scalar.Time2, Is.EqualTo(4.71709).Within(2e-5));
        Assert.That(scalar.Angle, Is.EqualTo(29.2).Within(0.05));
        var vector = new TwoModeFlow(Activations.Tanh, [1, 0.5], 3, 2, 0.2, ModeOutput.Vector).Escape(1e4);
        Assert.That(vector.Time1, Is.EqualTo(DecoupledMode.EscapeTime(Activations.Tanh, 1, 3, 0.2, 1e4)).Within(1e-5));
        Assert.That(
            vector.Time2,
            Is.EqualTo(DecoupledMode.EscapeTime(Activations.Tanh, 0.5, 3, 0.2, 1e4)).Within(1e-5)
        );
    }

    [Test]
    public void Equal_modes_escape_together_whatever_the_size_of_their_blocks()
    {
        var one = new TwoModeFlow(Activations.Tanh, [1, 1], 3, 1, 0.2, ModeOutput.Scalar).Escape(1e4);
        var three = new TwoModeFlow(Activations.Tanh, [1, 1], 3, 3, 0.2, ModeOutput.Scalar).Escape(1e4);
        Assert.That(one.Time2, Is.EqualTo(one.Time1).Within(1e-9));
        Assert.That(three.Time1, Is.EqualTo(one.Time1).Within(1e-5));
        Assert.That(one.ModeRatio, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void A_horizon_before_the_escape_leaves_the_times_open()
    {
        var early = new TwoModeFlow(Activations.Tanh, [1, 0.5], 3, 1, 0.1, ModeOutput.Scalar).Escape(5);
        Assert.That(early, Is.EqualTo(new TwoModeEscape(null, null, null, null)));
        Assert.That(DecoupledMode.EscapeTime(Activations.Tanh, 1, 3, 0.1, 5), Is.Null);
    }

    // C/eq-52-53.
    [TestCase(0.5, 1.31049322)]
    [TestCase(0.9, 1.08177980)]
    public void Blow_up_times_are_the_catalogued_ones(double alpha, double expected) =>
        Assert.That(TwoModeFlow.BlowUpTime(Activations.Tanh, [1, alpha], 3, 2), Is.EqualTo(expected).Within(1e-8));
}
