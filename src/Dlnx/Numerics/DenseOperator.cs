using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>A dense matrix as an operator.</summary>
public static class DenseOperator
{
    /// <summary>v ↦ Av, row by row.</summary>
    /// <param name="matrix">A, symmetric; read at every application</param>
    public static SymmetricOperator Of(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return (vector, result) =>
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = TensorPrimitives.Dot(matrix.Row(i), vector);
            }
        };
    }
}
