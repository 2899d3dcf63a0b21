using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>Parts of a matrix in the order of the given rows and columns.</summary>
internal static class SubMatrix
{
    public static Matrix Of(Matrix matrix, int[] rows, int[] columns) =>
        Matrix.FromRows([.. rows.Select(i => columns.Select(j => matrix[i, j]).ToArray())]);
}
