using System.Numerics;

namespace Dlnx.Numerics;

/// <summary>
/// Products of dense matrices stored row after row without gaps: C ← α·op(A)·op(B) + β·C, in double or single precision.
/// </summary>
/// <remarks>
/// Every entry of op(A)·op(B) is one chain of fused multiply-adds over the inner index in ascending order, starting from
/// zero, and the result is fma(α, product, β·c). The bits of the result therefore depend neither on the vector width nor on
/// the blocking. With β = 0 the old content of C is not read. Single-threaded; no allocation once a thread's panel buffer
/// has grown to the largest inner size it met. C must not overlap A or B.
/// </remarks>
public static class DenseKernels
{
    /// <summary>
    /// A library that all products of the process come from instead, whose bits are its own; null, the default, for ours.
    /// Set before anything is computed.
    /// </summary>
    public static NativeBlas? Native { get; set; }

    /// <summary>C ← α·A·B + β·C with A of Rows × Inner and B of Inner × Columns.</summary>
    /// <exception cref="ArgumentException">a span has the wrong length, or C overlaps A or B</exception>
    public static void Multiply<T>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        Span<T> c,
        ProductShape shape,
        double alpha = 1,
        double beta = 0
    )
        where T : unmanaged, IFloatingPointIeee754<T> => Multiply(ProductForm.Plain, a, b, c, shape, alpha, beta);

    /// <summary>C ← α·Aᵀ·B + β·C with A of Inner × Rows and B of Inner × Columns.</summary>
    /// <exception cref="ArgumentException">a span has the wrong length, or C overlaps A or B</exception>
    public static void MultiplyTransposedLeft<T>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        Span<T> c,
        ProductShape shape,
        double alpha = 1,
        double beta = 0
    )
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Multiply(ProductForm.TransposedLeft, a, b, c, shape, alpha, beta);

    /// <summary>C ← α·A·Bᵀ + β·C with A of Rows × Inner and B of Columns × Inner.</summary>
    /// <exception cref="ArgumentException">a span has the wrong length, or C overlaps A or B</exception>
    public static void MultiplyTransposedRight<T>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        Span<T> c,
        ProductShape shape,
        double alpha = 1,
        double beta = 0
    )
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Multiply(ProductForm.TransposedRight, a, b, c, shape, alpha, beta);

    private static void Multiply<T>(
        ProductForm form,
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        Span<T> c,
        ProductShape shape,
        double alpha,
        double beta
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Native is { } native)
        {
            native.Multiply(form, a, b, c, shape, alpha, beta);
            return;
        }

        MultiplyPart(form, a, b, c, shape, new(0, shape.Rows, TriangularFactor.None), alpha, beta);
    }

    /// <summary>
    /// Some rows of the product, whichever library the others come from; the bits are those of the whole product, up to the
    /// sign of zeros where a triangular factor's zeros are skipped.
    /// </summary>
    internal static void MultiplyPart<T>(
        ProductForm form,
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        Span<T> c,
        ProductShape shape,
        ProductPart part,
        double alpha = 1,
        double beta = 0
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require(a, b, c, shape);
        BlockedProduct<T>.Factor left =
            form == ProductForm.TransposedLeft ? new(a, 1, shape.Rows) : new(a, shape.Inner, 1);
        BlockedProduct<T>.Factor right =
            form == ProductForm.TransposedRight ? new(b, 1, shape.Inner) : new(b, shape.Columns, 1);
        BlockedProduct<T>.Run(left, right, c, shape, part, alpha, beta);
    }

    internal static void Require<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ProductShape shape)
    {
        var (rows, inner, columns) = shape;
        if (rows < 0 || inner < 0 || columns < 0)
        {
            throw new ArgumentException($"The sizes of a product cannot be negative; found {shape}.", nameof(shape));
        }

        RequireLength(a.Length, rows, inner, nameof(a));
        RequireLength(b.Length, inner, columns, nameof(b));
        RequireLength(c.Length, rows, columns, nameof(c));
        if (c.Overlaps(a) || c.Overlaps(b))
        {
            throw new ArgumentException("The destination of a product must not overlap its factors.", nameof(c));
        }
    }

    private static void RequireLength(int found, int first, int second, string name)
    {
        if (found != (long)first * second)
        {
            throw new ArgumentException(
                $"A factor or result of {first}·{second} entries is expected; {found} were given.",
                name
            );
        }
    }
}
