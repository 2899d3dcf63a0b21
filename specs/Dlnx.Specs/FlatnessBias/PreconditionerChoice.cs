using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A quadratic and its diagonal preconditioner as typed on the command line.</summary>
public static class PreconditionerChoice
{
    /// <summary>The largest Hessian that a user can type.</summary>
    public const int LargestSize = 20;

    /// <summary>The Hessian of a typed matrix.</summary>
    /// <exception cref="ParameterException">the matrix is not square and symmetric, or too large</exception>
    public static Matrix Hessian(double[][] rows)
    {
        if (rows.Length > LargestSize || Array.Exists(rows, row => row.Length != rows.Length))
            throw new ParameterException("H", $"has {rows.Length} rows; it must be square with at most {LargestSize}.");
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (rows[i][j] != rows[j][i])
                    throw new ParameterException(
                        "H",
                        $"has {rows[i][j]:R} at ({i + 1}, {j + 1}) but {rows[j][i]:R} opposite."
                    );
            }
        }
        return Matrix.FromRows(rows);
    }

    /// <summary>The diagonal of D: as typed, or √min(s, τ) + ε where s is typed.</summary>
    /// <param name="diagonal">D, used where s is not typed</param>
    /// <param name="moments">s, or null</param>
    /// <param name="cap">τ, or null for none</param>
    /// <param name="epsilon">ε, or null for 1e-8</param>
    /// <param name="size">rows of H</param>
    /// <exception cref="ParameterException">the numbers do not fit together</exception>
    public static double[] Diagonal(double[] diagonal, double[]? moments, double? cap, double? epsilon, int size)
    {
        if (moments is null && (cap is not null || epsilon is not null))
            throw new ParameterException(cap is null ? "eps" : "tau", "belongs to s, which is not given; give s too.");
        double[] chosen = moments is null
            ? diagonal
            : [.. moments.Select(s => Math.Sqrt(Math.Min(s, cap ?? double.PositiveInfinity)) + (epsilon ?? 1e-8))];
        var name = moments is null ? "D" : "s";
        if (chosen.Length != size)
            throw new ParameterException(name, $"has {chosen.Length} values; H has {size} rows.");
        if (!Array.TrueForAll(chosen, d => d > 0))
            throw new ParameterException(name, "makes an entry of D zero; give a positive eps.");
        return chosen;
    }
}
