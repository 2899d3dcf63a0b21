using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Tests.Numerics;

public sealed class OperatorNormTests
{
    [Test]
    public void Agrees_with_the_singular_value_decomposition() =>
        Laws.Hold(
            from rows in Gen.Choose(1, 40)
            from columns in Gen.Choose(1, 40)
            select (rows, columns),
            size =>
            {
                var matrix = RandomMatrices.Gaussian(size.rows, size.columns, new RandomStream(9));
                var expected = Factorizations.SingularValues(matrix)[0];
                return Math.Abs(OperatorNorm.Of(matrix) - expected) <= 1e-10 * expected;
            },
            60
        );

    [Test]
    public void Repeated_and_nearly_repeated_values_do_no_harm()
    {
        Assert.That(OperatorNorm.Of(Matrix.ScaledIdentity(5, -3)), Is.EqualTo(3).Within(1e-14));
        Assert.That(OperatorNorm.Of(Matrix.Diagonal(3, 3, [1, 1 + 1e-9, 0.5])), Is.EqualTo(1 + 1e-9).Within(1e-13));
        Assert.That(OperatorNorm.Of(new Matrix(4, 4)), Is.Zero);
    }

    [Test]
    public void Entries_that_are_not_finite_are_refused() =>
        Assert.That(() => OperatorNorm.Of(Matrix.ScaledIdentity(3, double.NaN)), Throws.ArgumentException);
}
