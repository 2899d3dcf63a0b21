using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class MatrixTests
{
    private static readonly Matrix Sample = Matrix.FromRows([1, 2, 3], [4, 5, 6]);

    [Test]
    public void Entries_lie_row_after_row() =>
        Assert.That(Sample.Span.ToArray(), Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }));

    [Test]
    public void Transposing_exchanges_indices()
    {
        var transposed = Sample.Transpose();
        Assert.That((transposed.Rows, transposed.Columns), Is.EqualTo((3, 2)));
        Assert.That(transposed.Row(1).ToArray(), Is.EqualTo(Sample.Column(1)));
    }

    [Test]
    public void Product_with_the_transpose_is_the_Gram_matrix()
    {
        var gram = Sample * Sample.Transpose();
        Assert.That(gram.Span.ToArray(), Is.EqualTo(new double[] { 14, 32, 32, 77 }));
    }

    [Test]
    public void Sums_and_scalings_act_entry_by_entry()
    {
        var result = (2 * Sample) - Sample + Matrix.Diagonal(2, 3, [10, 20]);
        Assert.That(result.Span.ToArray(), Is.EqualTo(new double[] { 11, 2, 3, 4, 25, 6 }));
    }

    [Test]
    public void Norms_are_those_of_the_entries()
    {
        var matrix = Matrix.FromRows([3, 0], [0, -4]);
        Assert.That(matrix.FrobeniusNorm(), Is.EqualTo(5));
        Assert.That(matrix.MaximumMagnitude(), Is.EqualTo(4));
    }

    [Test]
    public void A_copy_has_storage_of_its_own()
    {
        var copy = Sample.Copy();
        copy[0, 0] = -1;
        Assert.That(Sample[0, 0], Is.EqualTo(1));
    }

    [Test]
    public void Misfits_are_refused_in_words()
    {
        Assert.That(() => Sample * Sample, Throws.ArgumentException.With.Message.Contains("2 × 3"));
        Assert.That(() => Sample + Sample.Transpose(), Throws.ArgumentException.With.Message.Contains("3 × 2"));
        Assert.That(() => Sample[0, 3], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Matrix.FromRows([1, 2], [3]), Throws.ArgumentException.With.Message.Contains("row 1"));
        Assert.That(() => Matrix.Diagonal(1, 2, [1, 2]), Throws.ArgumentException);
        Assert.That(() => new Matrix(2, 2, [1]), Throws.ArgumentException);
        Assert.That(() => new Matrix(-1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
