using System.Numerics;
using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

/// <summary>The product of our own kernels in the form that a fixture is about.</summary>
internal static class ManagedProduct
{
    public static void Multiply<T>(
        this ProductForm form,
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        Span<T> c,
        ProductShape shape,
        double alpha,
        double beta
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (form)
        {
            case ProductForm.TransposedLeft:
                DenseKernels.MultiplyTransposedLeft(a, b, c, shape, alpha, beta);
                break;
            case ProductForm.TransposedRight:
                DenseKernels.MultiplyTransposedRight(a, b, c, shape, alpha, beta);
                break;
            default:
                DenseKernels.Multiply(a, b, c, shape, alpha, beta);
                break;
        }
    }
}
