using System.Numerics;
using System.Runtime.InteropServices;

namespace Dlnx.Numerics;

/// <summary>
/// The dense products of a native library with the C interface of BLAS and 32-bit sizes, such as OpenBLAS: a second,
/// independent implementation of <see cref="DenseKernels"/>.
/// </summary>
/// <remarks>
/// Rounding moves an entry by about inner·u·|A||B| at most, with the unit roundoff u, as in our own kernels. But the library
/// sums in an order of its own: the last bits differ from ours, and from one processor to another. OpenBLAS is told to use
/// one thread, so that they do not depend on the number of workers.
/// </remarks>
public sealed unsafe class NativeBlas
{
    private const int RowMajor = 101;
    private const int AsStored = 111;
    private const int Transposed = 112;

    private readonly nint doubleProduct;
    private readonly nint singleProduct;

    private NativeBlas(nint library)
    {
        var build = Words(library, "openblas_get_config");
        if (build.Contains("USE64BITINT"))
            throw new NotSupportedException("it was built with 64-bit sizes; a build with 32-bit sizes is expected");
        doubleProduct = Function(library, "cblas_dgemm");
        singleProduct = Function(library, "cblas_sgemm");
        // A configuration begins with “OpenBLAS 0.3.21”; those of old versions do not.
        string[] version =
            build is ["OpenBLAS", ..] ? build[..2]
            : build is [] ? []
            : ["OpenBLAS"];
        Name = string.Join(' ', [.. version, .. Words(library, "openblas_get_corename")]);
        if (NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out var setThreads))
            ((delegate* unmanaged[Cdecl]<int, void>)setThreads)(1);
    }

    /// <summary>The library with its version and the processor that it computes for; empty when it does not say.</summary>
    public string Name { get; }

    /// <summary>The address of one of its functions.</summary>
    public nint EntryPoint => doubleProduct;

    /// <summary>Takes the products from a library.</summary>
    /// <param name="library">the handle of a loaded library, which stays loaded</param>
    /// <exception cref="NotSupportedException">it lacks a product, or was built with 64-bit sizes; its message is half a sentence</exception>
    public static NativeBlas Of(nint library) => new(library);

    /// <summary>C ← α·op(A)·op(B) + β·C, each matrix stored row after row; with β = 0 the old content of C is not read.</summary>
    /// <exception cref="ArgumentException">a span has the wrong length, or C overlaps A or B</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither double nor float</exception>
    public void Multiply<T>(
        ProductForm form,
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        Span<T> c,
        ProductShape shape,
        double alpha = 1,
        double beta = 0
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        DenseKernels.Require(a, b, c, shape);
        var (rows, inner, columns) = shape;
        if (rows == 0 || columns == 0)
            return;
        var (left, right) = (AsStored, AsStored);
        // Entries from one stored row to the next; the interface wants at least one, also of rows without entries.
        var (leftStride, rightStride) = (Math.Max(1, inner), columns);
        if (form == ProductForm.TransposedLeft)
            (left, leftStride) = (Transposed, rows);
        if (form == ProductForm.TransposedRight)
            (right, rightStride) = (Transposed, Math.Max(1, inner));
        var product = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, T, T*, int, T*, int, T, T*, int, void>)
            Product<T>();
        var (scale, keep) = (T.CreateTruncating(alpha), T.CreateTruncating(beta));
        fixed (T* pa = a)
        fixed (T* pb = b)
        fixed (T* pc = c)
            product(
                RowMajor,
                left,
                right,
                rows,
                columns,
                inner,
                scale,
                pa,
                leftStride,
                pb,
                rightStride,
                keep,
                pc,
                columns
            );
    }

    private nint Product<T>() =>
        typeof(T) == typeof(double) ? doubleProduct
        : typeof(T) == typeof(float) ? singleProduct
        : throw new NotSupportedException($"BLAS has no product of {typeof(T).Name}; double and float are expected.");

    private static nint Function(nint library, string name) =>
        NativeLibrary.TryGetExport(library, name, out var function)
            ? function
            : throw new NotSupportedException($"it has no function {name}");

    // The words of a text that a function without arguments gives; none when there is no such function.
    private static string[] Words(nint library, string function) =>
        NativeLibrary.TryGetExport(library, function, out var text)
        && Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)text)()) is { } found
            ? found.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [];
}
