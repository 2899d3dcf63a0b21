using Dlnx.Flatness;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class StepLawVariantsTests
{
    private static readonly StepLaw Sigmoid = new SigmoidStep(0.2, 0.3, 2, 0.1);

    private static readonly StepLaw[] Smooth =
    [
        new ReflectedStep(Sigmoid),
        new ScaledStep(Sigmoid, 1.7),
        new AbsorbedStep(Sigmoid, -2),
        new PowerResponseStep
        {
            ResponseExponent = 1.5,
            SharpnessExponent = 0.7,
            LeastSharpness = 2.5,
        },
    ];

    [TestCaseSource(nameof(Smooth))]
    public void Slope_matches_central_differences(StepLaw law)
    {
        foreach (var x in (double[])[-1.3, 0, 0.4, 2])
        {
            var numeric = (law.At(x + 1e-5) - law.At(x - 1e-5)) / 2e-5;
            Assert.That(law.Slope(x), Is.EqualTo(numeric).Within(1e-8));
            Assert.That(Math.Abs(law.Slope(x)), Is.LessThanOrEqualTo(law.Lipschitz));
        }
    }

    [Test]
    public void An_exit_absorbs()
    {
        StepLaw law = new AbsorbedStep(new AffineStep(1, 0), -1.5);
        Assert.That(SignString.Parse("--+").States(law, 0), Is.EqualTo([0, -1, -2, -2]));
    }

    [Test]
    public void A_surplus_of_zero_stops_the_process()
    {
        var law = new PowerResponseStep { Threshold = 1 };
        Assert.That(law.Surplus(0), Is.Zero);
        Assert.That(law.At(0), Is.Zero);
        Assert.That(law.At(Math.Log(2)), Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void Segments_by_hand()
    {
        var law = new PiecewiseLinearStep(0, 3, 1, [1, 3, 2]);
        double[] values = [.. new double[] { -1, 0, 0.5, 1.5, 3, 4 }.Select(law.At)];
        Assert.That(values, Is.EqualTo([0, 1, 1.5, 3.5, 7, 9]));
        Assert.That(law.Slope(1.5), Is.EqualTo(3));
        Assert.That(law.Lipschitz, Is.EqualTo(3));
        Assert.That(law.SmallestSlope(new(1.5, 2.5)), Is.EqualTo(2));
    }
}
