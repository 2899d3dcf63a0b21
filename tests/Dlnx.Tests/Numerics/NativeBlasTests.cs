using System.Numerics;
using System.Runtime.InteropServices;
using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

/// <summary>OpenBLAS beside our own kernels; the products of the process stay ours.</summary>
[TestFixture(ProductForm.Plain)]
[TestFixture(ProductForm.TransposedLeft)]
[TestFixture(ProductForm.TransposedRight)]
public sealed class NativeBlasTests(ProductForm form)
{
    private const int LargestEdge = 40;

    private NativeBlas blas = null!;

    [OneTimeSetUp]
    public void Load()
    {
        if (!NativeLibrary.TryLoad("libopenblas.so.0", out var library))
            Assert.Ignore("There is no OpenBLAS here. Debian has it: apt-get install libopenblas0-pthread");
        blas = NativeBlas.Of(library);
    }

    [TestCase(1.0, 0.0)]
    [TestCase(-0.3, 1.5)]
    public void Agrees_with_our_own_kernels_within_the_bound_of_rounding(double alpha, double beta) =>
        AgreesOnAllEdgeShapes(alpha, beta, entry => entry, double.BitIncrement(1) - 1);

    [TestCase(1.0, 0.0)]
    [TestCase(-0.5, 1.5)]
    public void Single_precision_agrees_within_the_bound_of_rounding(double alpha, double beta) =>
        AgreesOnAllEdgeShapes(alpha, beta, entry => (float)entry, float.BitIncrement(1) - 1);

    [Test]
    public void The_bits_do_not_depend_on_how_many_products_are_computed_at_once()
    {
        var shape = new ProductShape(130, 70, 90);
        var a = Entries(shape.Rows * shape.Inner);
        var b = Entries(shape.Inner * shape.Columns);
        double[] Product()
        {
            var result = new double[shape.Rows * shape.Columns];
            blas.Multiply<double>(form, a, b, result, shape);
            return result;
        }
        var alone = Product();

        var together = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(8).Select(_ => Product());

        Assert.That(together, Has.All.EqualTo(alone));
    }

    [Test]
    public void Old_content_is_not_read_when_beta_is_zero()
    {
        double[] result = [double.NaN, double.NaN, double.NaN, double.NaN];
        blas.Multiply<double>(form, [1, 0, 0, 1], [2, 0, 0, 2], result, ProductShape.Square(2), 3, 0);
        Assert.That(result, Is.EqualTo(new double[] { 6, 0, 0, 6 }));
    }

    [Test]
    public void Wrong_lengths_overlaps_and_other_number_types_are_refused()
    {
        var shape = ProductShape.Square(2);
        var shared = new double[6];
        Assert.That(
            () => blas.Multiply<double>(form, new double[3], new double[4], new double[4], shape),
            Throws.ArgumentException
        );
        Assert.That(
            () => blas.Multiply<double>(form, shared.AsSpan(0, 4), new double[4], shared.AsSpan(2, 4), shape),
            Throws.ArgumentException
        );
        Assert.That(
            () => blas.Multiply<Half>(form, new Half[4], new Half[4], new Half[4], shape),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("Half")
        );
    }

    [Test]
    public void It_says_which_version_it_is_for_which_processor() =>
        Assert.That(blas.Name, Does.Match(@"^OpenBLAS \d+\.\d+\S* \w+$"));

    [Test]
    public void A_library_without_products_is_refused() =>
        Assert.That(
            () => NativeBlas.Of(NativeLibrary.GetMainProgramHandle()),
            Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("it has no function cblas_dgemm")
        );

    [Test]
    public void Nobody_gets_it_without_asking() => Assert.That(DenseKernels.Native, Is.Null);

    // Each entry is a sum of inner products, scaled, plus β·c: at most inner + 2 roundings follow one another, whatever the
    // order and with or without fused multiply-adds. Either side is off by at most (inner + 3)·u·(|α||A||B| + |β||C|).
    private void AgreesOnAllEdgeShapes<T>(double alpha, double beta, Func<double, T> round, double spacing)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] inner = [0, 1, 2, 7, 8, 9, 24, LargestEdge];
        T[] entries = [.. Entries(3 * LargestEdge * LargestEdge).Select(round)];
        T[] sizes = [.. entries.Select(T.Abs)];
        var failures =
            from rows in Enumerable.Range(0, LargestEdge + 1).AsParallel().AsOrdered()
            from columns in Enumerable.Range(0, LargestEdge + 1)
            from steps in inner
            let shape = new ProductShape(rows, steps, columns)
            where !Agrees(shape, alpha, beta, entries, sizes, (steps + 3) * spacing)
            select shape;
        Assert.That(failures, Is.Empty);
    }

    private bool Agrees<T>(ProductShape shape, double alpha, double beta, T[] entries, T[] sizes, double bound)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (rows, inner, columns) = shape;
        var (a, b) = (..(rows * inner), (rows * inner)..(inner * (rows + columns)));
        var c = ^(rows * columns)..;
        var (expected, found, size) = (entries[c], entries[c], sizes[c]);
        form.Multiply<T>(entries.AsSpan(a), entries.AsSpan(b), expected, shape, alpha, beta);
        form.Multiply<T>(sizes.AsSpan(a), sizes.AsSpan(b), size, shape, Math.Abs(alpha), Math.Abs(beta));
        blas.Multiply<T>(form, entries.AsSpan(a), entries.AsSpan(b), found, shape, alpha, beta);
        for (var i = 0; i < size.Length; i++)
        {
            var deviation = double.CreateTruncating(found[i]) - double.CreateTruncating(expected[i]);
            if (!(Math.Abs(deviation) <= bound * double.CreateTruncating(size[i])))
                return false;
        }
        return true;
    }

    private static double[] Entries(int count) => RandomMatrices.Gaussian(1, count, new RandomStream(1)).Span.ToArray();
}
