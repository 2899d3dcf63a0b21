using Dlnx.Flatness;

namespace Dlnx.Tests.Flatness;

public sealed class HigherOrderCurvatureTests
{
    private static IEnumerable<ScalarLoss> Losses =>
        [new CoshLoss(), new LogCoshLoss(), new BinaryCrossEntropy(0), new ExponentialLoss(), new PowerLoss(6)];

    [TestCaseSource(nameof(Losses))]
    public void Both_measures_converge_with_order_two(ScalarLoss loss)
    {
        var exact = loss.FourthDerivative(0.35);
        double Remainder(double r) =>
            HigherOrderCurvature.EvenRemainder(loss.Value, loss.Curvature(0.35), 0.35, r) - exact;
        double FivePoint(double r) => HigherOrderCurvature.FivePoint(loss.Value, 0.35, r) - exact;
        Assert.That(Remainder(0.1) / Remainder(0.05), Is.EqualTo(4).Within(0.1));
        Assert.That(FivePoint(0.1) / FivePoint(0.05), Is.EqualTo(4).Within(0.1));
    }

    [Test]
    public void Both_are_exact_on_quartics()
    {
        var quartic = new PowerLoss(4, 4);
        Assert.That(
            HigherOrderCurvature.EvenRemainder(quartic.Value, quartic.Curvature(0.5), 0.5, 0.5),
            Is.EqualTo(24).Within(1e-10)
        );
        Assert.That(HigherOrderCurvature.FivePoint(quartic.Value, 0.5, 0.5), Is.EqualTo(24).Within(1e-10));
    }
}
