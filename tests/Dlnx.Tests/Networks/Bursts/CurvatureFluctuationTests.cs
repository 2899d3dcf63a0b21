using Dlnx.Networks;
using static Dlnx.Tests.Networks.SyntheticBurst;

namespace Dlnx.Tests.Networks;

public sealed class CurvatureFluctuationTests
{
    // Unstable with a record after them: 2, 3 and 5.
    private static readonly BurstRecording Recorded = With(
        [0.8, 0.95, 1.1, 1.3, 0.9, 1.2, 0.8],
        [9, 9, -1, 2, 2, 4, 1]
    );

    [Test]
    public void Collects_the_unstable_steps()
    {
        var fluctuation = CurvatureFluctuation.Of(Recorded);
        Assert.That(fluctuation.Sharpness, Is.EqualTo([1.1, 1.3, 1.2]));
        Assert.That(fluctuation.Fourth, Is.EqualTo([-1.0, 2, 4]));
        Assert.That(fluctuation.Next, Is.EqualTo([2.0, 2, 1]));
        Assert.That(fluctuation.Signs, Is.EqualTo([1, 0, -1]));
        Assert.That((fluctuation.Count, fluctuation.Plus, fluctuation.Minus), Is.EqualTo((3, 1, 1)));
        Assert.That(fluctuation.PositiveShare, Is.EqualTo(2 / 3.0));
    }

    [Test]
    public void Changes_agree_with_their_definitions()
    {
        var fluctuation = CurvatureFluctuation.Of(Recorded);
        Assert.That(fluctuation.Changes(FluctuationMetric.Abs), Is.EqualTo([3.0, 0, 3]));
        Assert.That(fluctuation.Changes(FluctuationMetric.Rel), Is.EqualTo([3.0, 0, 0.75]));
        double[] logarithms = [Math.Log(2), 0, Math.Log(4)];
        Assert.That(fluctuation.Changes(FluctuationMetric.Log), Is.EqualTo(logarithms).Within(1e-15));
    }

    [Test]
    public void Correlations_agree_with_hand_calculation()
    {
        var fluctuation = CurvatureFluctuation.Of(Recorded);
        // Deviations (1, −2, 1) and (−0.1, 0.1, 0).
        var pearson = -0.3 / Math.Sqrt(6 * 0.02);
        Assert.That(fluctuation.Pearson(FluctuationMetric.Abs), Is.EqualTo(pearson).Within(1e-12));
        // Ranks (2, 1, 3) and (1, 3, 2).
        Assert.That(fluctuation.Spearman(FluctuationMetric.Log), Is.EqualTo(-0.5).Within(1e-12));
    }

    [Test]
    public void The_window_has_ninety_records_from_near_the_limit_on()
    {
        double[] sharpness = [.. Enumerable.Repeat(0.8, 5), .. Enumerable.Repeat(1.1, 120)];
        Assert.That(CurvatureFluctuation.Of(With(sharpness, new double[125])).Count, Is.EqualTo(90));
    }

    [Test]
    public void Refuses_a_recording_without_fourth_derivatives() =>
        Assert.That(() => CurvatureFluctuation.Of(With([1.1, 1.1], [double.NaN, 1])), Throws.ArgumentException);

    private static BurstRecording With(double[] sharpness, double[] fourth) =>
        Recording([.. sharpness.Zip(fourth, (s, kappa) => Record(s) with { FourthDerivative = kappa })]);
}
