using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Tests.Flatness;

public sealed class ScaledHessianTests
{
    [Test]
    public void Agrees_with_the_derivatives_of_the_sum() =>
        Laws.Hold(
            Gen.Choose(1, 1000),
            seed =>
            {
                var stream = new RandomStream((ulong)seed);
                var model = RandomTheta.SharedSum(stream, 5);
                var theta = RandomTheta.Draw(stream, 5);
                var slopes = new LossSlopes(stream.NextNormal(), stream.NextNormal());
                var direct = model.Hessian(theta, slopes);
                var scaled = new ScaledHessian(model, theta, slopes).Hessian();
                return (scaled - direct).MaximumMagnitude() <= 1e-12 * Math.Max(1, direct.MaximumMagnitude());
            }
        );

    [Test]
    public void Its_eigenvector_solves_the_pencil_and_not_the_plain_problem()
    {
        var eigenvector = new ScaledEigenvector(Shared());
        Assert.That(eigenvector.PencilResidual(2), Is.LessThan(1e-13));
        Assert.That(eigenvector.SimilarityResidual(), Is.LessThan(1e-13));
        Assert.That(eigenvector.PencilResidual(0), Is.GreaterThan(1));
        Assert.That(eigenvector.PencilResidual(1), Is.GreaterThan(1));
    }

    [Test]
    public void A_similar_matrix_has_the_spectrum_of_the_hessian()
    {
        var hessian = Shared();
        var expected = Factorizations.SymmetricEigenvalues(hessian.Hessian()).OrderByDescending(Math.Abs);
        foreach (var power in new[] { -2, 1, 2 })
        {
            var similar = Factorizations.Eigenvalues(hessian.Similar(power)).Select(value => value.Real);
            Assert.That(similar, Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void The_scaled_ratio_settles_and_the_others_grow_by_powers()
    {
        var (near, far) = (ScaleSeparation.Of(At(1e3), 0, 2), ScaleSeparation.Of(At(1e4), 0, 2));
        Assert.That(far.Scaled, Is.EqualTo(ScaleSeparation.LimitOfScaled(Shared(), 0, 2)).Within(1e-8));
        Assert.That(far.Entries / near.Entries, Is.EqualTo(1e2).Within(1e-3));
        Assert.That(far.InverselyScaled / near.InverselyScaled, Is.EqualTo(1e4).Within(0.1));
        Assert.That(() => ScaleSeparation.Of(Shared(), 1, 1), Throws.ArgumentException);
    }

    private static ScaledHessian At(double scale) => Shared().WithScale(2, scale);

    private static ScaledHessian Shared()
    {
        var model = new SumOfProducts(4, [new(1, [0, 1]), new(1, [1, 2]), new(1, [0, 2, 3]), new(1, [1, 3])]);
        double[] theta = [0.5, 1.2, 2, 0.8];
        return new(model, theta, new LossSlopes(model.Value(theta) - 1, 1));
    }
}
