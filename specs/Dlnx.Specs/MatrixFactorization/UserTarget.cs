using Dlnx.Data;
using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>Reads a user's target matrix and refuses what the claims cannot be tried on.</summary>
public static class UserTarget
{
    // Relative to the largest singular value: below, a value counts as zero; closer, two count as one.
    private const double Zero = 1e-12;
    private const double Distinct = 1e-6;

    /// <summary>A square matrix with distinct non-zero singular values, with its factors.</summary>
    /// <param name="path">A CSV or .npy file.</param>
    /// <exception cref="ParameterException">The file is unreadable, or its matrix does not fit the claims.</exception>
    public static TargetMatrix Read(string path)
    {
        var matrix = ReadMatrix(path);
        if (!matrix.IsSquare)
            throw Refused(
                path,
                $"holds a {matrix.Rows} × {matrix.Columns} matrix; the layers are square, so it must be square too."
            );
        var decomposition = Factorizations.SingularValueDecomposition(matrix);
        var largest = decomposition.Values[0];
        double[] values = [.. decomposition.Values.Where(value => value > Zero * largest)];
        if (values.Length == 0)
            throw Refused(path, "holds the zero matrix; its rank must be at least 1.");
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i - 1] - values[i] <= Distinct * largest)
            {
                var pair = $"σ_{i} = {values[i - 1]:R} and σ_{i + 1} = {values[i]:R}";
                throw Refused(path, $"has repeated singular values, {pair}; the claims need distinct ones.");
            }
        }
        return new TargetMatrix(matrix, decomposition.Left, decomposition.Right, values);
    }

    private static Matrix ReadMatrix(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return NpyMatrix.IsNpy(bytes)
                ? NpyMatrix.Read(bytes)
                : CsvMatrix.Read(System.Text.Encoding.UTF8.GetString(bytes));
        }
        catch (MatrixFormatException e)
        {
            throw Refused(path, $"is not a matrix in CSV or .npy format: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, $"cannot be read: {e.Message}");
        }
    }

    private static ParameterException Refused(string path, string problem) => new("targetFile", $"({path}) {problem}");
}
