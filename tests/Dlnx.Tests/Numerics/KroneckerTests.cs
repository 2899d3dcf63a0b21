using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class KroneckerTests
{
    [Test]
    public void Acts_on_rows_and_columns_at_once()
    {
        var stream = new RandomStream(9);
        var (left, right) = (RandomMatrices.Gaussian(2, 3, stream), RandomMatrices.Gaussian(4, 5, stream));
        var x = RandomMatrices.Gaussian(3, 5, stream);
        var expected = left * x * right.Transpose();
        var actual = Kronecker.Product(left, right) * new Matrix(15, 1, x.Span);
        Assert.That(actual.Span.ToArray(), Is.EqualTo(expected.Span.ToArray()).Within(1e-14));
    }

    [Test]
    public void Places_scaled_copies_of_the_right_factor()
    {
        var product = Kronecker.Product(Matrix.FromRows([1, 2], [0, -1]), Matrix.FromRows([3, 4]));
        double[] expected = [3, 4, 6, 8, 0, 0, -3, -4];
        Assert.That(product.Rows, Is.EqualTo(2));
        Assert.That(product.Span.ToArray(), Is.EqualTo(expected));
    }
}
