using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class ReturnThresholdTests
{
    // A/thm-6.2, reference.
    [TestCase(2, 3.1961524227066318806, 0.7361504340335122, 1.2750499537599244, 1.6257524)]
    [TestCase(3, 3.6609962761339410540, 0.8410219266848412, 1.1907151671452434, 1.6881991)]
    [TestCase(8, 4.7513294490958652502, 0.9431563981764121, 1.0905650785345598, 2.0008415)]
    [TestCase(64, 7.3837464264791962559, 0.9922247177680331, 1.0199673340345687, 3.5442213)]
    [TestCase(1000, 11.613611145415742402, 0.9994461202351096, 1.0022864168796610, 9.8139712)]
    [TestCase(1e6, 23.909900845991753342, 0.9999993816094358, 1.0000053230733244, 205.01008)]
    public void Has_the_catalogued_values(double depth, double constant, double start, double peak, double peakPower)
    {
        var threshold = ReturnThreshold.OfDepth(depth);
        Assert.That(threshold.Constant, Is.EqualTo(constant).Within(4e-15 * constant / 3));
        Assert.That(threshold.Start, Is.EqualTo(start).Within(2e-16));
        Assert.That(threshold.Peak, Is.EqualTo(peak).Within(4e-16));
        Assert.That(threshold.PeakPower, Is.EqualTo(peakPower).Within(5e-8 * peakPower));
    }

    [Test]
    public void Agrees_with_the_definition_in_double_double() =>
        Law.Holds(
            Law.Real(Math.Log(2), Math.Log(1e12)).Select(Math.Exp).Select(depth => Math.Clamp(depth, 2, 1e12)),
            depth =>
            {
                var exact = ExtendedReturnThreshold.Constant(depth);
                return Math.Abs((double)((exact - ReturnThreshold.OfDepth(depth).Constant) / exact)) <= 8e-16;
            }
        );

    [Test]
    public void Depth_two_has_a_closed_form() =>
        Assert.That(
            (double)(ExtendedReturnThreshold.Constant(2) - ((DoubleDouble.Sqrt(3) * 3) - 2)),
            Is.EqualTo(0).Within(1e-30)
        );

    [Test]
    public void The_return_changes_sign_at_the_extended_constant(
        [Values(2, 3, 4.5, 17, 64, 1e4, 1e6, 1e9)] double depth
    )
    {
        var constant = ExtendedReturnThreshold.Constant(depth);
        var width = constant * (1e-30 * Math.Pow(depth, 1.5));
        Assert.That(ExtendedReturnThreshold.Return(depth, constant - width).High, Is.Positive);
        Assert.That(ExtendedReturnThreshold.Return(depth, constant + width).High, Is.Negative);
    }

    [Test]
    public void Learning_rates_scale_with_the_target()
    {
        var threshold = ReturnThreshold.OfDepth(4);
        Assert.That(threshold.LearningRate(1), Is.EqualTo(threshold.Kappa).Within(1e-16));
        Assert.That(threshold.LearningRate(7) / threshold.Onset(7), Is.EqualTo(threshold.Constant).Within(1e-15));
        Assert.That(threshold.Onset(7), Is.EqualTo(1 / (4 * Math.Pow(7, 1.5))).Within(1e-16));
    }

    // A/prop-6.3, reference.
    [TestCase(2, 0.79181668)]
    [TestCase(64, 0.22895583)]
    [TestCase(1e6, -0.13395040)]
    [TestCase(1e9, -0.097348963)]
    public void Has_the_catalogued_part_beyond_the_leading_order(double depth, double beyond) =>
        Assert.That(ExtendedReturnThreshold.BeyondLeadingOrder(depth), Is.EqualTo(beyond).Within(6e-9));

    [TestCase(1000, 0.21570825)]
    [TestCase(1e6, 0.014427376)]
    [TestCase(1e9, 0.0028027162)]
    public void Has_the_catalogued_part_beyond_the_next_order(double depth, double beyond) =>
        Assert.That(ExtendedReturnThreshold.BeyondNextOrder(depth), Is.EqualTo(beyond).Within(6e-9));

    [TestCase(1.99)]
    [TestCase(1.1e12)]
    [TestCase(double.NaN)]
    public void Refuses_depths_out_of_range(double depth) =>
        Assert.That(() => ReturnThreshold.OfDepth(depth), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
