using Dlnx.Flatness;
using Dlnx.Landscapes;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class FactorPairTests
{
    private static IEnumerable<ScalarLoss> Losses =>
        [new SquaredLoss(0.7), new BinaryCrossEntropy(0.8), new ExponentialLoss(), new PowerLoss(4)];

    [TestCaseSource(nameof(Losses))]
    public void Hessian_matches_central_differences(ScalarLoss loss)
    {
        var stream = new RandomStream(3);
        for (var i = 0; i < 50; i++)
        {
            double[] at = [stream.NextNormal(), stream.NextNormal()];
            var differences = CentralDifferences.Hessian(p => loss.Value(p[0] * p[1]), at, 1e-4);
            var exact = FactorPair.At(loss, at[0], at[1]).Hessian;
            var scale = 1 + Math.Abs(exact.Largest);
            Assert.That(exact.XX, Is.EqualTo(differences[0, 0]).Within(3e-6 * scale * scale));
            Assert.That(exact.XY, Is.EqualTo(differences[0, 1]).Within(3e-6 * scale * scale));
            Assert.That(exact.YY, Is.EqualTo(differences[1, 1]).Within(3e-6 * scale * scale));
        }
    }

    [Test]
    public void Alignment_agrees_with_the_eigenvectors()
    {
        var stream = new RandomStream(4);
        for (var i = 0; i < 200; i++)
        {
            var pair = new FactorPair(
                stream.NextNormal(),
                stream.NextNormal(),
                stream.NextNormal(),
                Math.Exp(stream.NextNormal())
            );
            var h = pair.Hessian;
            var leading = Factorizations.SymmetricEigen(new Matrix(2, 2, [h.XX, h.XY, h.XY, h.YY])).Vectors.Column(0);
            var sharper = Math.Abs(pair.First) <= Math.Abs(pair.Second) ? 0 : 1;
            var (onSharper, onFlatter) = (Math.Abs(leading[sharper]), Math.Abs(leading[1 - sharper]));
            Assert.That(onFlatter * pair.AlignmentRatio, Is.EqualTo(onSharper).Within(1e-12));
            Assert.That(pair.Angle, Is.EqualTo(Math.Atan2(onFlatter, onSharper)).Within(1e-12));
        }
    }

    [TestCaseSource(nameof(Losses))]
    public void A_step_is_that_of_the_landscape(ScalarLoss loss)
    {
        var landscape = new PairLandscape(loss);
        var path = landscape.Path(new(0.4, -0.9), 0.3, 5);
        var pairs = FactorPair.At(loss, 0.4, -0.9).Descend(loss, 0.3).Take(6).ToArray();
        for (var t = 0; t < path.Length; t++)
        {
            Assert.That(pairs[t].First, Is.EqualTo(path[t].X).Within(1e-15));
            Assert.That(pairs[t].Second, Is.EqualTo(path[t].Y).Within(1e-15));
        }
    }

    [TestCaseSource(nameof(Losses))]
    public void The_law_of_a_step_agrees_with_the_step(ScalarLoss loss)
    {
        var stream = new RandomStream(5);
        for (var i = 0; i < 200; i++)
        {
            var pair = FactorPair.At(loss, stream.NextNormal(), stream.NextNormal());
            var eta = stream.NextUniform(0, 0.5);
            var (next, law) = (pair.Step(loss, eta), new RotationStep(pair, eta));
            var scale = next.SquaredNorm + pair.SquaredNorm;
            Assert.That(next.Product, Is.EqualTo(law.NextProduct).Within(1e-14 * scale));
            Assert.That(next.Imbalance, Is.EqualTo(law.ImbalanceFactor * pair.Imbalance).Within(1e-14 * scale));
            Assert.That(next.Kappa / pair.Kappa / law.KappaRatio(loss), Is.EqualTo(1).Within(1e-7));
            Assert.That(
                next.RecentredKappa / pair.RecentredKappa / law.RecentredRatio(loss),
                Is.EqualTo(1).Within(1e-7)
            );
        }
    }

    [Test]
    public void Thresholds_of_half_a_square_are_in_order()
    {
        var stream = new RandomStream(6);
        for (var i = 0; i < 200; i++)
        {
            var pair = FactorPair.At(new SquaredLoss(), stream.NextNormal(), stream.NextNormal());
            var at = RotationThresholds.At(pair);
            double[] ordered = [at.Instantaneous, at.Approximate, at.GaussNewton, at.NearbyMinimum];
            Assert.That(ordered, Is.Ordered);
            Assert.That(at.Newton, Is.EqualTo(at.NearbyMinimum / 2));
            Assert.That(new RotationStep(pair, at.Approximate).ApproximateChange, Is.EqualTo(0).Within(1e-12));
        }
    }

    [Test]
    public void Sharpness_drift_matches_differences_along_the_gradient()
    {
        var stream = new RandomStream(7);
        for (var i = 0; i < 50; i++)
        {
            var loss = new SquaredLoss(stream.NextNormal());
            var pair = FactorPair.At(loss, stream.NextNormal(), stream.NextNormal());
            const double h = 1e-6;
            double Sharpness(double eta)
            {
                var moved = pair.Step(loss, eta);
                return moved.Hessian.Largest;
            }
            var slope = (Sharpness(h) - Sharpness(-h)) / (2 * h);
            Assert.That(
                SharpnessDrift.Of(loss, pair.First, pair.Second),
                Is.EqualTo(slope).Within(1e-7 * (1 + Math.Abs(slope)))
            );
        }
    }
}
