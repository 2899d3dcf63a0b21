using Dlnx.Escape;

namespace Dlnx.Tests.Escape;

public sealed class OffsetEscapeTests
{
    [TestCase("softplus")]
    [TestCase("sigmoid")]
    [TestCase("tanh")]
    public void Velocity_with_biases_is_minus_the_central_difference_of_the_loss(string phi)
    {
        var chain = new BiasedChain(new ReducedChain(Activations.Find(phi), 4, 0.7));
        double[] state = [0.3, -0.5, 0.4, 1.1, 0.2, -0.3, 0.6];
        var velocity = new double[chain.Dimension];
        chain.Velocity(state, velocity);
        for (var k = 0; k < state.Length; k++)
        {
            var (above, below) = (state.ToArray(), state.ToArray());
            above[k] += 1e-5;
            below[k] -= 1e-5;
            Assert.That(velocity[k], Is.EqualTo((chain.Loss(below) - chain.Loss(above)) / 2e-5).Within(1e-9));
        }
    }

    [Test]
    public void Zero_biases_change_nothing()
    {
        var chain = new ReducedChain(Activations.Find("softplus"), 3);
        double[] scales = [0.3, 0.5, 0.4];
        Assert.That(new BiasedChain(chain).Loss([.. scales, 0, 0]), Is.EqualTo(chain.Loss(scales)));
        Assert.That(() => chain.Loss(scales, [0]), Throws.ArgumentException);
    }

    // C/C.4-classD.
    [TestCase("sigmoid", 0.021689517929, 1)]
    [TestCase("softplus", 0.135757250900, 1.162897586478)]
    public void The_best_constant_and_the_relocated_saddle_are_those_of_the_catalogue(
        string phi,
        double loss,
        double scale
    )
    {
        var escape = Of(phi, 3);
        Assert.That(escape.BestConstantLoss, Is.EqualTo(loss).Within(1e-12));
        Assert.That(escape.RelocatedScale, Is.EqualTo(scale).Within(1e-12));
        var velocity = new double[3];
        escape.Chain().Velocity([0, 0, escape.RelocatedScale], velocity);
        Assert.That(velocity, Is.All.EqualTo(0).Within(1e-14));
    }

    [TestCase("softplus", 3, OffsetStart.Relocated, 0.1, 16.546518)]
    [TestCase("softplus", 3, OffsetStart.Origin, 0.1, 11.80)]
    [TestCase("softplus", 3, OffsetStart.Biases, 0.05, 163.06067)]
    [TestCase("sigmoid", 2, OffsetStart.Biases, 0.1, 40.426778)]
    [TestCase("sigmoid", 2, OffsetStart.Origin, 0.01, 9.807)]
    public void Escape_times_are_those_of_the_catalogue(
        string phi,
        int depth,
        OffsetStart start,
        double scale,
        double time
    ) => Assert.That(Of(phi, depth).Time(start, scale), Is.EqualTo(time).Within(5e-4 * time));

    [TestCase("sigmoid", 4, 0.9989)]
    [TestCase("softplus", 3, 0.9343)]
    public void The_centred_network_escapes_like_one_without_offset(string phi, int depth, double ratio)
    {
        var escape = Of(phi, depth);
        var time = escape.Time(OffsetStart.Centred, 0.025)!.Value;
        var scaled = time * escape.CentredDrive * (depth - 2) * Math.Pow(0.025, depth - 2);
        Assert.That(scaled, Is.EqualTo(ratio).Within(1e-3));
    }

    private static OffsetEscape Of(string phi, int depth) =>
        new(Activations.Find(phi), Activations.Find("c" + phi), depth);
}
