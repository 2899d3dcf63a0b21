using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class StepInverseTests
{
    [Test]
    public void Undoes_steps_of_random_laws([Range(0, 19)] int seed)
    {
        var stream = new RandomStream((ulong)seed);
        var law = RandomStepLaws.DrawLipschitz(stream, 1000, 0.95);
        var inverse = new StepInverse(law);
        for (var i = 0; i < 200; i++)
        {
            var x = stream.NextUniform(-10, 10);
            // An error of one unit in the last place of the image is magnified by at most 1/(1 − L).
            Assert.That(inverse.Up(law.Up(x)), Is.EqualTo(x).Within(1e-13));
            Assert.That(inverse.Down(law.Down(x)), Is.EqualTo(x).Within(1e-13));
        }
    }

    [Test]
    public void Agrees_with_closed_form_of_affine_laws()
    {
        var inverse = new StepInverse(new AffineStep(0.5, 0.25));
        Assert.That(inverse.Up(3), Is.EqualTo(2).Within(1e-15));
        Assert.That(inverse.Down(-2), Is.EqualTo(-2).Within(1e-15));
        Assert.That(inverse.Down(1), Is.EqualTo(2).Within(1e-15));
    }

    [Test]
    public void Undoes_a_string_from_its_end()
    {
        var law = new SigmoidStep(0.1, 0.3, 2, 0);
        var signs = SignString.Parse("+-++-");
        var y = signs.Apply(law, 0.3);
        Assert.That(new StepInverse(law).Through(signs, y), Is.EqualTo(0.3).Within(1e-14));
    }

    [Test]
    public void Rejects_a_slope_of_one() =>
        Assert.That(
            () => new StepInverse(new AffineStep(0, 1)),
            Throws.ArgumentException.With.Message.Contains("Lipschitz constant of Δ is 1")
        );
}
