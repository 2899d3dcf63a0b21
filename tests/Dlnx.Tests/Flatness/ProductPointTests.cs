using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Tests.Flatness;

public sealed class ProductPointTests
{
    [Test]
    public void Agrees_with_the_derivatives_of_the_product() =>
        Laws.Hold(
            Gen.Choose(1, 1000),
            seed =>
            {
                var point = Draw(seed);
                var direct = SumOfProducts.Single(point.Theta.Length).Hessian(point.Theta, point.Slopes);
                return (point.Hessian() - direct).MaximumMagnitude() <= 1e-13 * Math.Max(1, direct.MaximumMagnitude());
            }
        );

    [Test]
    public void The_constants_of_an_eigenvector_coincide() =>
        Laws.Hold(
            Gen.Choose(1, 1000),
            seed =>
            {
                var point = Draw(seed);
                var scale =
                    1 + point.Theta.ToArray().Max(x => Math.Abs(point.Leading.Value * x) + Math.Abs(point.Alpha / x));
                return point.Leading.RelativeGap < 1e-6
                    || point.Constants().All(c => Math.Abs(c - point.Constant()) <= 1e-12 * scale);
            }
        );

    [Test]
    public void Two_parameters_agree_with_the_quadratic_formula()
    {
        // H = [[ℓ″θ₂², ℓ′ + ℓ″z], [ℓ′ + ℓ″z, ℓ″θ₁²]] = [[4, 1.3], [1.3, 0.25]].
        var point = new ProductPoint([0.5, 2], new LossSlopes(0.3, 1));
        var largest = 2.125 + Math.Sqrt((1.875 * 1.875) + (1.3 * 1.3));
        Assert.That(point.Leading.Value, Is.EqualTo(largest).Within(1e-14));
        Assert.That(point.AlignmentRatio, Is.EqualTo((largest - 0.25) / 1.3).Within(1e-13));
        Assert.That(point.PredictedRatio, Is.EqualTo(point.AlignmentRatio).Within(1e-13));
        Assert.That(point.Curvatures(), Is.EqualTo(new[] { 4, 0.25 }).Within(1e-15));
    }

    [Test]
    public void The_secular_sum_is_one_at_the_leading_eigenvalue()
    {
        var point = new ProductPoint([0.7, -1.3, 0.4, 1.9], new LossSlopes(0.2, 0.8));
        Assert.That(point.SecularSum(point.Leading.Value), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Equal_parameters_are_the_sharpest_and_the_flattest()
    {
        var point = new ProductPoint([1, -1], new LossSlopes(0.1, 1));
        Assert.That(new[] { point.Sharpest, point.Flattest }, Is.EqualTo(new[] { 0, 1 }));
        Assert.That(point.AlignmentRatio, Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void The_inverse_scales_are_the_gradient_of_the_product()
    {
        double[] theta = [0.3, -0.8, 1.5];
        var inverse = new InverseScales(theta);
        var gradient = SumOfProducts.Single(3).Gradient(theta);
        var norm = Math.Sqrt(gradient.Sum(x => x * x));
        Assert.That(inverse.Cosine([.. gradient.Select(x => x / norm)]), Is.EqualTo(1).Within(1e-15));
        Assert.That(inverse.Sum(inverse.Direction), Is.EqualTo(inverse.Maximum).Within(1e-14));
        Assert.That(inverse.Deviation([.. inverse.Direction.Select(x => -x)]), Is.All.Zero);
    }

    [Test]
    public void Zero_is_refused() =>
        Assert.That(
            () => new ProductPoint([1, 0], new LossSlopes(1, 1)),
            Throws.ArgumentException.With.Message.Contains("other than 0")
        );

    private static ProductPoint Draw(int seed)
    {
        var stream = new RandomStream((ulong)seed);
        var theta = RandomTheta.Draw(stream, stream.NextInt32(2, 7));
        return new(theta, new LossSlopes(stream.NextNormal(), stream.NextUniform(0.05, 2)));
    }
}
