using System.Numerics.Tensors;
using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Tests.Networks;

public sealed class SharpnessTrackerTests
{
    private static readonly double[] Cubic = [3, -2, 1, 0.5, 0.2, 0.1, 0.05, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly double[] Quadratic = [1, 4, 1, 0.5, 0.4, 0.3, 0.2, 0, -0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
    private static readonly double[] Point = [2, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    [Test]
    public void Agrees_with_a_diagonal_Hessian()
    {
        var tracker = Measured(new(15, 15), Point);
        double[] expected = [7, 3, 2];
        Assert.That(tracker.Values.ToArray(), Is.EqualTo(expected).Within(1e-12));
        Assert.That(tracker.Smallest, Is.EqualTo(-0.1).Within(1e-12));
        for (var i = 0; i < 3; i++)
            Assert.That(Math.Abs(tracker.Vectors[i, i]), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void A_warm_start_from_neighbouring_vectors_needs_few_steps()
    {
        var tracker = Measured(new(15, 15), Point);
        double[] neighbour = [2.001, 0.499, .. Point[2..]];
        var warm = new SharpnessTracker(15, 6);
        warm.StartFrom(tracker.Vectors);
        Measured(warm, neighbour);
        Assert.That(warm.Sharpness, Is.EqualTo(7.003).Within(1e-9));
        Assert.That(Measured(new(15, 6), neighbour).Sharpness, Is.Not.EqualTo(7.003).Within(1e-9));
    }

    [Test]
    public void Starts_from_the_documented_numbers()
    {
        var lanczos = new LanczosTridiagonalisation(15, 4);
        var draws = new SplitMix64(7);
        var start = new double[15];
        for (var i = 0; i < start.Length; i++)
            start[i] = draws.Unit() - 0.5;
        lanczos.Run(Objective.Linearize(Point).Apply, start, 4, new RandomStream(0));
        var measured = Measured(new(15, 4), Point);
        Assert.That(measured.Sharpness, Is.EqualTo(lanczos.RitzValues[0]).Within(1e-13));
        Assert.That(SharpnessTracker.At(Objective, Point, 4), Is.EqualTo(lanczos.RitzValues[0]).Within(1e-13));
    }

    [Test]
    public void A_reset_tracker_repeats_itself_to_the_last_bit()
    {
        var tracker = Measured(new(15, 5), Point);
        var first = tracker.Values.ToArray();
        Measured(tracker, Point);
        Assert.That(tracker.Values.ToArray(), Is.Not.EqualTo(first));
        tracker.Reset();
        Assert.That(Measured(tracker, Point).Values.ToArray(), Is.EqualTo(first));
    }

    [Test]
    public void The_change_along_the_step_is_minus_the_product_of_both_gradients()
    {
        var tracker = Measured(new(15, 15), Point);
        var gradient = new double[15];
        Objective.Gradient(Point, gradient);
        var expected = -gradient[0] * Cubic[0];
        Assert.That(tracker.ChangeAlongStep(Objective, Point, gradient), Is.EqualTo(expected).Within(1e-8));
        Assert.That(tracker.ChangeAlongStep(Objective, Point, new double[15]), Is.Zero);
    }

    [Test]
    public void A_Hessian_that_is_not_finite_is_no_number()
    {
        double[] infinite = [double.PositiveInfinity, .. Point[1..]];
        double[] overflowing = [1e308, .. Point[1..]];
        Assert.That(SharpnessTracker.At(Objective, infinite), Is.NaN);
        Assert.That(SharpnessTracker.At(Objective, overflowing), Is.NaN);
    }

    [Test]
    public void Refuses_more_pairs_than_steps()
    {
        Assert.That(
            () => new SharpnessTracker(15, 2),
            Throws.ArgumentException.With.Message.Contains("2 Lanczos steps")
        );
        Assert.That(() => new SharpnessTracker(2, 12), Throws.ArgumentException);
        Assert.That(() => new SharpnessTracker(15, 12, 3, 4), Throws.ArgumentException);
        Assert.That(() => new SharpnessTracker(15).Sharpness, Throws.InvalidOperationException);
    }

    [Test]
    public void Vectors_are_orthonormal()
    {
        var vectors = Measured(new(15, 8), Point).Vectors;
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
                Assert.That(
                    TensorPrimitives.Dot<double>(vectors.Row(i), vectors.Row(j)),
                    Is.EqualTo(i == j ? 1 : 0).Within(1e-13)
                );
        }
    }

    private static CubicSum Objective => new(Cubic, Quadratic);

    private static SharpnessTracker Measured(SharpnessTracker tracker, double[] point)
    {
        using var curvature = Objective.Linearize(point);
        tracker.Measure(curvature);
        return tracker;
    }
}
