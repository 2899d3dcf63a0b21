using Dlnx.Flatness;

namespace Dlnx.Tests.Flatness;

public sealed class ScalarLossTests
{
    private static readonly double[] Logits = [0.2, -0.5, 1, 0.3];
    private static readonly double[] Direction = [1, -2, 0.5, 0];

    private static IEnumerable<ScalarLoss> Losses =>
        [
            new SquaredLoss(0.4),
            new PowerLoss(2, 3),
            new PowerLoss(4),
            new PowerLoss(6, 0.5),
            new LogCoshLoss(),
            new CoshLoss(),
            new ExponentialLoss(),
            new BinaryCrossEntropy(0),
            new BinaryCrossEntropy(0.3),
            new CrossEntropyLine(Logits, Direction, 2),
            new TwoSidedQuadratic(3, 1),
        ];

    private static readonly double[] Places = [-2.3, -0.9, -0.2, 0.35, 1.1, 2.6];

    [TestCaseSource(nameof(Losses))]
    public void Derivatives_match_central_differences(ScalarLoss loss)
    {
        const double h = 1e-4;
        foreach (var z in Places)
        {
            var scale = 1 + Math.Abs(loss.FourthDerivative(z)) + Math.Abs(loss.Slope(z));
            var slope = (loss.Value(z + h) - loss.Value(z - h)) / (2 * h);
            var curvature = (loss.Slope(z + h) - loss.Slope(z - h)) / (2 * h);
            // Of the curvature, which the line above has checked.
            var fourth = (loss.Curvature(z + 1e-3) - 2 * loss.Curvature(z) + loss.Curvature(z - 1e-3)) / 1e-6;
            Assert.That(loss.Slope(z), Is.EqualTo(slope).Within(1e-7 * scale), $"slope at {z}");
            Assert.That(loss.Curvature(z), Is.EqualTo(curvature).Within(1e-7 * scale), $"curvature at {z}");
            Assert.That(loss.FourthDerivative(z), Is.EqualTo(fourth).Within(1e-4 * scale), $"fourth derivative at {z}");
        }
    }

    [TestCaseSource(nameof(Losses))]
    public void The_slope_is_inverted_where_it_takes_the_value(ScalarLoss loss)
    {
        foreach (var z in Places)
        {
            Assert.That(loss.WhereSlopeIs(loss.Slope(z)), Is.EqualTo(z).Within(1e-12), $"at {z}");
        }
    }

    [TestCaseSource(nameof(Losses))]
    public void The_minimiser_has_slope_zero(ScalarLoss loss)
    {
        if (loss.Minimiser is { } minimiser)
        {
            Assert.That(loss.Slope(minimiser), Is.EqualTo(0).Within(1e-15));
        }
        else
        {
            Assert.That(loss.LowestSlope >= 0 || loss.HighestSlope <= 0, Is.True);
        }
    }

    // 30-digit values of mpmath; a naive formula has lost them or overflowed.
    [TestCase(1e-6, 4.99999999999916666e-13)]
    [TestCase(1, 0.433780830483027187)]
    [TestCase(800, 799.306852819440055)]
    [TestCase(-800, 799.306852819440055)]
    public void Log_cosh_keeps_small_and_large_values(double z, double expected) =>
        Assert.That(new LogCoshLoss().Value(z), Is.EqualTo(expected).Within(1e-15 * expected));

    [TestCase(800, 0.25, 600)]
    [TestCase(-800, 0.25, 200)]
    public void Cross_entropy_is_linear_far_away(double z, double label, double expected)
    {
        var loss = new BinaryCrossEntropy(label);
        Assert.That(loss.Value(z), Is.EqualTo(expected));
        var line = new CrossEntropyLine([0, 0], [1, 0], 0);
        Assert.That(line.Value(z), Is.EqualTo(new BinaryCrossEntropy(1).Value(z)).Within(1e-12));
    }

    [Test]
    public void Two_classes_are_binary_cross_entropy()
    {
        var line = new CrossEntropyLine([0, 0], [1, 0], 0);
        var binary = new BinaryCrossEntropy(1);
        foreach (var z in Places)
        {
            Assert.That(line.Value(z), Is.EqualTo(binary.Value(z)).Within(1e-14));
            Assert.That(line.Slope(z), Is.EqualTo(binary.Slope(z)).Within(1e-15));
            Assert.That(line.Curvature(z), Is.EqualTo(binary.Curvature(z)).Within(1e-15));
            Assert.That(line.FourthDerivative(z), Is.EqualTo(binary.FourthDerivative(z)).Within(1e-15));
        }
    }

    [Test]
    public void Slopes_out_of_range_are_taken_nowhere()
    {
        Assert.That(new LogCoshLoss().WhereSlopeIs(1), Is.Null);
        Assert.That(new BinaryCrossEntropy(0.9).WhereSlopeIs(0.4), Is.Null);
        Assert.That(new ExponentialLoss().WhereSlopeIs(-1.5), Is.Null);
    }

    [Test]
    public void Impossible_losses_name_value_and_limit()
    {
        Assert.That(
            () => new BinaryCrossEntropy(1.2),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("1.2")
        );
        Assert.That(() => new PowerLoss(3), Throws.InstanceOf<ArgumentException>().With.Message.Contains("even power"));
        Assert.That(
            () => new CrossEntropyLine([1, 2], [1], 0),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("1 dir")
        );
        Assert.That(
            () => new TwoSidedQuadratic(0, 1),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("0")
        );
    }
}
