using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class CentralDifferencesTests
{
    [Test]
    public void Are_exact_for_a_quadratic_form()
    {
        var stream = new RandomStream(4);
        var gaussian = RandomMatrices.Gaussian(4, 4, stream);
        var symmetric = gaussian + gaussian.Transpose();
        double Form(ReadOnlySpan<double> x)
        {
            var column = new Matrix(4, 1, x);
            return 0.5 * (column.Transpose() * symmetric * column)[0, 0];
        }
        var hessian = CentralDifferences.Hessian(Form, [0.3, -1, 2, 0.7], 0.1);
        Assert.That((hessian - symmetric).MaximumMagnitude(), Is.LessThan(1e-11));
    }

    [Test]
    public void Have_second_order()
    {
        static double Field(ReadOnlySpan<double> x) => Math.Exp(x[0]) * Math.Sin(x[1]);
        double[] at = [0.4, 0.9];
        var exact = -Math.Exp(0.4) * Math.Sin(0.9);
        var errors = new[] { 0.1, 0.05 }.Select(h => CentralDifferences.Hessian(Field, at, h)[1, 1] - exact).ToArray();
        Assert.That(errors[0] / errors[1], Is.EqualTo(4).Within(0.05));
    }

    [Test]
    public void Have_sixth_order_when_extrapolated()
    {
        static double Field(ReadOnlySpan<double> x) => Math.Exp(x[0]) * Math.Sin(x[1]);
        double[] at = [0.4, 0.9];
        var exact = -Math.Exp(0.4) * Math.Sin(0.9);
        var errors = new[] { 0.4, 0.2 }
            .Select(h => CentralDifferences.ExtrapolatedHessian(Field, at, h)[1, 1] - exact)
            .ToArray();
        Assert.That(errors[0] / errors[1], Is.EqualTo(64).Within(2));
    }

    [Test]
    public void A_step_must_be_positive() =>
        Assert.That(() => CentralDifferences.Hessian(_ => 0, [1], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
