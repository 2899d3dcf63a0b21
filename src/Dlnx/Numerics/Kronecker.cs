namespace Dlnx.Numerics;

/// <summary>Products of matrices that act on the rows and columns of another one at once.</summary>
public static class Kronecker
{
    /// <summary>A ⊗ B: block (i, j) is aᵢⱼB, so that (A ⊗ B) vec(X) = vec(AXBᵀ) for X written row after row.</summary>
    /// <param name="left">A</param>
    /// <param name="right">B</param>
    public static Matrix Product(Matrix left, Matrix right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var product = new Matrix(left.Rows * right.Rows, left.Columns * right.Columns);
        for (var i = 0; i < product.Rows; i++)
        {
            var a = left.Row(i / right.Rows);
            var b = right.Row(i % right.Rows);
            var row = product.Row(i);
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = a[j / b.Length] * b[j % b.Length];
            }
        }
        return product;
    }
}
