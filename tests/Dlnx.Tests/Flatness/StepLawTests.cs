using Dlnx.Flatness;
using Dlnx.Numerics;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class StepLawTests
{
    private static readonly StepLaw[] Laws =
    [
        new AffineStep(1, 0.5),
        new SigmoidStep(0.2, 0.3, 2, 0.1),
        new MixedStep(0.1, [0.5, 2], [3, 0.4], [-0.2, 1]),
    ];

    [TestCaseSource(nameof(Laws))]
    public void Slope_matches_central_differences(StepLaw law)
    {
        foreach (var x in (double[])[-30, -1.3, 0, 0.4, 2, 25])
        {
            var numeric = (law.At(x + 1e-5) - law.At(x - 1e-5)) / 2e-5;
            Assert.That(law.Slope(x), Is.EqualTo(numeric).Within(1e-9));
            Assert.That(law.Slope(x), Is.LessThanOrEqualTo(law.Lipschitz));
        }
    }

    [Test]
    public void The_sigmoid_step_moves_up_and_down_by_the_same_amount()
    {
        // σ(1) to 15 digits.
        var law = new SigmoidStep(0.2, 0.3, 2, 0);
        Assert.That(law.Up(0.5) - 0.5, Is.EqualTo(0.2 + (0.3 * 0.731058578630005)).Within(1e-15));
        Assert.That(law.Up(0.5) + law.Down(0.5), Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void Random_laws_are_positive_and_strictly_increasing_everywhere()
    {
        var stream = new RandomStream(1);
        for (var draw = 0; draw < 200; draw++)
        {
            var law = RandomStepLaws.Draw(stream, 1000);
            var previous = 0.0;
            for (var x = -100.0; x <= 100; x += 0.5)
            {
                Assert.That(law.At(x), Is.GreaterThan(previous), () => law.ToString());
                previous = law.At(x);
            }
        }
    }

    [Test]
    public void Lipschitz_laws_keep_their_slope_below_the_bound()
    {
        var stream = new RandomStream(2);
        for (var draw = 0; draw < 200; draw++)
        {
            var law = RandomStepLaws.DrawLipschitz(stream, 1000, 0.9);
            Assert.That(law.Lipschitz, Is.LessThan(0.9), () => law.ToString());
        }
    }

    [Test]
    public void Arguments_out_of_range_are_refused()
    {
        var stream = new RandomStream(3);
        Assert.That(() => RandomStepLaws.Draw(stream, 0.1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => RandomStepLaws.DrawLipschitz(stream, 10, 0.05), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
