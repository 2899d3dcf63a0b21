using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Tests.Flatness;

public sealed class SumOfProductsTests
{
    [Test]
    public void Matches_central_differences() =>
        Laws.Hold(
            Gen.Choose(1, 1000),
            seed =>
            {
                var stream = new RandomStream((ulong)seed);
                var model = RandomTheta.SharedSum(stream, 5);
                var theta = RandomTheta.Draw(stream, 5);
                var z = model.Value(theta);
                // ℓ = sin z, whose second derivatives are of order 1.
                var exact = model.Hessian(theta, new LossSlopes(Math.Cos(z), -Math.Sin(z)));
                var numeric = CentralDifferences.Hessian(at => Math.Sin(model.Value(at)), theta, 1e-4);
                return (exact - numeric).MaximumMagnitude() <= 1e-5 * Math.Max(1, Math.Pow(Largest(model, theta), 4));
            },
            50
        );

    [Test]
    public void A_parameter_that_is_zero_does_no_harm()
    {
        var model = SumOfProducts.Single(3);
        Assert.That(model.Gradient([0, 2, 3]), Is.EqualTo(new[] { 6.0, 0, 0 }));
        Assert.That(
            model.SecondDerivatives([0, 2, 3]).Span.ToArray(),
            Is.EqualTo(new[] { 0.0, 3, 2, 3, 0, 0, 2, 0, 0 })
        );
    }

    [Test]
    public void Disjoint_products_follow_each_other()
    {
        var model = SumOfProducts.Disjoint(2, 3);
        Assert.That(model.TermValues([2, 3, 1, 4, 5]), Is.EqualTo(new[] { 6.0, 20 }));
        Assert.That(model.SecondDerivatives([2, 3, 1, 4, 5])[1, 2], Is.Zero);
    }

    [Test]
    public void A_step_descends_along_the_gradient() =>
        Assert.That(SumOfProducts.Single(2).Step([2, 5], slope: 10, eta: 0.1), Is.EqualTo(new[] { -3.0, 3 }));

    [Test]
    public void A_parameter_twice_in_a_term_is_refused()
    {
        Assert.That(
            () => new SumOfProducts(2, [new(1, [0, 0])]),
            Throws.ArgumentException.With.Message.Contains("0, 0")
        );
        Assert.That(
            () => new SumOfProducts(2, [new(1, [2])]),
            Throws.ArgumentException.With.Message.Contains("0 to 1")
        );
        Assert.That(() => new SumOfProducts(2, []), Throws.ArgumentException);
    }

    private static double Largest(SumOfProducts model, double[] theta) =>
        model.TermValues(theta).Sum(Math.Abs) + model.Gradient(theta).Sum(Math.Abs);
}
