using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class SingularValueTrackerTests
{
    [TestCase(1, 1)]
    [TestCase(1, 7)]
    [TestCase(10, 48)]
    [TestCase(48, 10)]
    [TestCase(33, 33)]
    public void Agrees_with_the_decomposition(int rows, int columns)
    {
        var tracker = new SingularValueTracker(rows, columns);
        foreach (var seed in (ulong[])[1, 2])
        {
            var matrix = RandomMatrices.Gaussian(rows, columns, new RandomStream(seed));
            var expected = Factorizations.SingularValues(matrix);
            var found = tracker.Measure(matrix.Span);
            Assert.That(found, Is.EqualTo(expected).Within(1e-12 * expected[0]));
        }
    }

    [Test]
    public void Multiple_and_vanishing_values_are_counted()
    {
        var matrix = Matrix.Diagonal(5, 6, [3, 3, 1, 0, 0]);
        var found = new SingularValueTracker(5, 6).Measure(matrix.Span);
        Assert.That(found, Is.EqualTo((double[])[3, 3, 1, 0, 0]).Within(1e-7));
        Assert.That(new SingularValueTracker(2, 2).Measure([0, 0, 0, 0]), Is.EqualTo((double[])[0, 0]));
    }

    [Test]
    public void Foreign_shapes_and_numbers_are_refused()
    {
        Assert.That(() => new SingularValueTracker(0, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        var tracker = new SingularValueTracker(2, 2);
        Assert.That(() => tracker.Measure([1, 2, 3]), Throws.ArgumentException);
        Assert.That(() => tracker.Measure([1, 2, 3, double.NaN]), Throws.InstanceOf<ArithmeticException>());
    }
}
