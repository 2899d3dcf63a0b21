namespace Dlnx.Numerics;

/// <summary>
/// The classes of a square matrix: sets of indices that reach each other through its non-zero entries off the diagonal. An
/// irreducible matrix is a single class; ordered by classes every matrix is block triangular (Frobenius' normal form).
/// </summary>
public static class MatrixClasses
{
    /// <summary>The classes, each ascending, by their smallest index.</summary>
    /// <param name="matrix">A; index i reaches j in one step where a_ij ≠ 0</param>
    /// <exception cref="ArgumentException">not square</exception>
    public static IReadOnlyList<int[]> Of(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (!matrix.IsSquare)
        {
            throw new ArgumentException($"Only a square matrix has classes; found a {matrix}.", nameof(matrix));
        }

        var forward = Enumerable.Range(0, matrix.Rows).Select(i => Reached(matrix, i)).ToArray();
        return
        [
            .. Enumerable
                .Range(0, matrix.Rows)
                .GroupBy(i => Enumerable.Range(0, matrix.Rows).First(j => forward[i][j] && forward[j][i]))
                .Select(group => group.ToArray()),
        ];
    }

    /// <summary>Whether every index reaches every other; a 1 × 1 matrix counts as irreducible.</summary>
    /// <exception cref="ArgumentException">not square</exception>
    public static bool IsIrreducible(Matrix matrix) => Of(matrix).Count <= 1;

    // Every index reaches itself, in no step.
    private static bool[] Reached(Matrix matrix, int from)
    {
        var reached = new bool[matrix.Rows];
        var open = new Stack<int>([from]);
        reached[from] = true;
        while (open.TryPop(out var i))
        {
            var row = matrix.Row(i);
            for (var j = 0; j < row.Length; j++)
            {
                if (row[j] != 0 && !reached[j])
                {
                    reached[j] = true;
                    open.Push(j);
                }
            }
        }

        return reached;
    }
}
