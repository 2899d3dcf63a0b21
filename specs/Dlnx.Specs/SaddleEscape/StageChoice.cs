using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>A stage Jacobian as typed on the command line, and the reference stage of the claims.</summary>
public static class StageChoice
{
    /// <summary>B of the reference stage at σ = 1.</summary>
    public static double[][] DefaultB =>
        [
            [0.4, 0.1, 0.3],
            [0.2, 0.6, 0],
        ];

    /// <summary>C of the reference stage.</summary>
    public static double[][] DefaultC =>
        [
            [0.5, 0.3],
            [0.2, 0.9],
            [0.7, 0.1],
        ];

    /// <summary>The reference stage of C/prop-24 with B scaled.</summary>
    /// <param name="sigma">σ, the factor of B</param>
    public static StageJacobian Default(double sigma) =>
        new([1, 2], [0.5, 1.5, 1], sigma * Matrix.FromRows(DefaultB), Matrix.FromRows(DefaultC));

    /// <summary>The stage of the given blocks, which fit.</summary>
    public static StageJacobian Stage(double[] decayA, double[] decayB, double[][] b, double[][] c) =>
        new(decayA, decayB, Matrix.FromRows(b), Matrix.FromRows(c));

    /// <summary>Requires shapes that fit.</summary>
    /// <exception cref="ParameterException">they do not</exception>
    public static void Require(double[] decayA, double[] decayB, double[][] b, double[][] c)
    {
        Require("B", b, decayA.Length, decayB.Length);
        Require("C", c, decayB.Length, decayA.Length);
    }

    private static void Require(string name, double[][] matrix, int rows, int columns)
    {
        if (matrix.Length == rows && Array.TrueForAll(matrix, row => row.Length == columns))
            return;
        var found = string.Join(", ", matrix.Select(row => row.Length));
        throw new ParameterException(
            name,
            $"has rows of {found} entries; Lambda_a and Lambda_b ask for {rows} rows of {columns}."
        );
    }
}
