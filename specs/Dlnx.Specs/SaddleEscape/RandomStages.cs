using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>Random stage Jacobians: 1 to 5 components of each kind, three of five couplings present.</summary>
public static class RandomStages
{
    private const int LargestSize = 5;
    private const double Density = 0.6;

    /// <summary>A stage; about four of ten have a loop gain above 1.</summary>
    public static StageJacobian Draw(RandomStream stream)
    {
        var (p, r) = (stream.NextInt32(1, LargestSize + 1), stream.NextInt32(1, LargestSize + 1));
        return new(Rates(p, stream), Rates(r, stream), Couplings(p, r, stream), Couplings(r, p, stream));
    }

    /// <summary>A stage with as many components of both kinds, for truncations.</summary>
    /// <param name="size">n ≥ 1</param>
    /// <param name="stream">the source of the numbers</param>
    public static StageJacobian DrawSquare(int size, RandomStream stream) =>
        new(Rates(size, stream), Rates(size, stream), Couplings(size, size, stream), Couplings(size, size, stream));

    /// <summary>ρ(BC), the loop gain of a wrong formula without the decay rates.</summary>
    public static double GainWithoutDecay(StageJacobian stage)
    {
        var couplings = stage.Matrix;
        for (var i = 0; i < couplings.Rows; i++)
            couplings[i, i] = 0;
        // The square of the couplings alone has the blocks BC and CB.
        return PerronRoot.Of(couplings * couplings);
    }

    private static double[] Rates(int count, RandomStream stream) =>
        [.. Enumerable.Range(0, count).Select(_ => stream.NextUniform(0.2, 2))];

    private static Matrix Couplings(int rows, int columns, RandomStream stream)
    {
        var matrix = new Matrix(rows, columns);
        foreach (ref var entry in matrix.Span)
            entry = stream.NextDouble() < Density ? stream.NextDouble() : 0;
        return matrix;
    }
}
