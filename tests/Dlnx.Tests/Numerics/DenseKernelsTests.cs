using System.Numerics;
using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

[TestFixture(ProductForm.Plain)]
[TestFixture(ProductForm.TransposedLeft)]
[TestFixture(ProductForm.TransposedRight)]
public sealed class DenseKernelsTests(ProductForm form)
{
    private const int LargestEdge = 40;

    [TestCase(1.0, 0.0)]
    [TestCase(-0.3, 1.5)]
    public void Equals_the_naive_triple_loop_bit_for_bit_on_all_edge_shapes(double alpha, double beta) =>
        HoldsOnAllEdgeShapes(shape => Agrees(shape, alpha, beta));

    [TestCase(1.0, 0.0)]
    [TestCase(-0.5, 1.0)]
    public void Single_precision_equals_the_naive_triple_loop_bit_for_bit_on_all_edge_shapes(
        double alpha,
        double beta
    ) => HoldsOnAllEdgeShapes(shape => AgreesInSinglePrecision(shape, (float)alpha, (float)beta));

    // Three vectors and some columns beside them, up to one more than half a vector.
    [TestCase(1.0, 0.0)]
    [TestCase(-0.5, 1.0)]
    [TestCase(0.5, 0.0)]
    public void Single_precision_equals_the_naive_triple_loop_where_columns_are_left_over(double alpha, double beta)
    {
        foreach (var rows in (int[])[1, 2, 3, 4, 5, 6, 7, 50])
        {
            foreach (var inner in (int[])[1, 7, 8, 13])
            {
                for (var columns = 48; columns <= 57; columns++)
                {
                    var shape = new ProductShape(rows, inner, columns);
                    Assert.That(AgreesInSinglePrecision(shape, (float)alpha, (float)beta), Is.True, $"{shape}");
                }
            }
        }
    }

    [TestCase(50, 50, 50)]
    [TestCase(1, 1, 1)]
    [TestCase(1, 0, 1)]
    [TestCase(0, 3, 4)]
    [TestCase(4, 3, 0)]
    [TestCase(100, 100, 100)]
    [TestCase(33, 257, 73)]
    public void Equals_the_naive_triple_loop_at_sizes_of_interest(int rows, int inner, int columns) =>
        Assert.That(Agrees(new ProductShape(rows, inner, columns), 1, 0), Is.True);

    [Test]
    public void Old_content_is_not_read_when_beta_is_zero()
    {
        double[] result = [double.NaN, double.NaN, double.NaN, double.NaN];
        form.Multiply<double>([1, 0, 0, 1], [2, 0, 0, 2], result, ProductShape.Square(2), 3, 0);
        Assert.That(result, Is.EqualTo(new double[] { 6, 0, 0, 6 }));
    }

    [Test]
    public void Not_a_number_spreads_along_its_row_only()
    {
        var a = Matrix.Identity(9);
        a[4, 4] = double.NaN;
        var result = new double[81];
        form.Multiply(a.Span, Matrix.Identity(9).Span, result, ProductShape.Square(9), 1, 0);
        var rows = Enumerable.Range(0, 81).Where(index => double.IsNaN(result[index])).Select(index => index / 9);
        Assert.That(rows, Is.EqualTo(Enumerable.Repeat(4, 9)));
    }

    [Test]
    public void Wrong_lengths_and_overlaps_are_refused()
    {
        var shape = ProductShape.Square(2);
        var shared = new double[6];
        Assert.That(
            () => form.Multiply<double>(new double[3], new double[4], new double[4], shape, 1, 0),
            Throws.ArgumentException
        );
        Assert.That(
            () => form.Multiply<double>(new double[4], new double[4], new double[5], shape, 1, 0),
            Throws.ArgumentException
        );
        Assert.That(
            () => form.Multiply<double>(shared.AsSpan(0, 4), new double[4], shared.AsSpan(2, 4), shape, 1, 0),
            Throws.ArgumentException
        );
        Assert.That(
            () => form.Multiply<double>([], [], [], new ProductShape(0, -1, 0), 1, 0),
            Throws.ArgumentException.With.Message.Contains("negative")
        );
    }

    // Every number of rows and columns from none to beyond two tiles; the inner size only has a beginning and an end.
    private static void HoldsOnAllEdgeShapes(Func<ProductShape, bool> holds)
    {
        int[] inner = [0, 1, 7, 8, 9, LargestEdge];
        var failures = Enumerable
            .Range(0, LargestEdge + 1)
            .AsParallel()
            .AsOrdered()
            .SelectMany(rows =>
                from columns in Enumerable.Range(0, LargestEdge + 1)
                from steps in inner
                select new ProductShape(rows, steps, columns)
            )
            .Where(shape => !holds(shape));
        Assert.That(failures, Is.Empty);
    }

    private bool Agrees(ProductShape shape, double alpha, double beta)
    {
        var (rows, inner, columns) = shape;
        var stream = new RandomStream((ulong)((rows * 10_000) + (inner * 100) + columns));
        var (a, b) = (RandomMatrices.Gaussian(rows, inner, stream), RandomMatrices.Gaussian(inner, columns, stream));
        var c = RandomMatrices.Gaussian(rows, columns, stream);
        var expected = Naive(a, b, c, alpha, beta);
        var left = form == ProductForm.TransposedLeft ? a.Transpose() : a;
        var right = form == ProductForm.TransposedRight ? b.Transpose() : b;
        form.Multiply(left.Span, right.Span, c.Span, shape, alpha, beta);
        return c.Span.SequenceEqual(expected.Span);
    }

    private bool AgreesInSinglePrecision(ProductShape shape, float alpha, float beta)
    {
        var (rows, inner, columns) = shape;
        var stream = new RandomStream((ulong)((rows * 10_000) + (inner * 100) + columns));
        var (a, b) = (RandomMatrices.Gaussian(rows, inner, stream), RandomMatrices.Gaussian(inner, columns, stream));
        var c = Single(RandomMatrices.Gaussian(rows, columns, stream));
        var expected = new float[c.Length];
        for (var i = 0; i < expected.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns);
            var sum = 0f;
            for (var k = 0; k < inner; k++)
                sum = MathF.FusedMultiplyAdd((float)a[row, k], (float)b[k, column], sum);
            expected[i] = beta == 0 ? alpha * sum : MathF.FusedMultiplyAdd(alpha, sum, beta * c[i]);
        }

        var left = Single(form == ProductForm.TransposedLeft ? a.Transpose() : a);
        var right = Single(form == ProductForm.TransposedRight ? b.Transpose() : b);
        form.Multiply<float>(left, right, c, shape, alpha, beta);
        return c.AsSpan().SequenceEqual(expected);
    }

    private static float[] Single(Matrix matrix) => [.. matrix.Span.ToArray().Select(entry => (float)entry)];

    private static Matrix Naive(Matrix a, Matrix b, Matrix c, double alpha, double beta)
    {
        var result = new Matrix(c.Rows, c.Columns);
        for (var i = 0; i < c.Rows; i++)
        {
            for (var j = 0; j < c.Columns; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < a.Columns; k++)
                {
                    sum = Math.FusedMultiplyAdd(a[i, k], b[k, j], sum);
                }

                result[i, j] = beta == 0 ? alpha * sum : Math.FusedMultiplyAdd(alpha, sum, beta * c[i, j]);
            }
        }

        return result;
    }
}
