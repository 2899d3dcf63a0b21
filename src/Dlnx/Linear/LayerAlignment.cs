using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>How the layers of a network fit together: gaps between their singular values, distances of their vectors.</summary>
public static class LayerAlignment
{
    /// <summary>
    /// VᵀW_ℓV for ℓ &lt; L and UᵀW_LV: diagonal inside the singular-vector-stationary set of both starts (B/prop-2, B/prop-3).
    /// </summary>
    /// <returns>L matrices, W₁'s first</returns>
    public static Matrix[] InTargetFrame(DeepLinearNetwork network, TargetMatrix target)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(target);
        network.RequireShape(target.Matrix, "target");
        var right = target.Right.Transpose();
        var frames = Enumerable.Repeat(right, network.Depth - 1).Append(target.Left.Transpose());
        return [.. frames.Select((left, layer) => left * network.LayerMatrix(layer) * target.Right)];
    }

    /// <summary>
    /// For each column v of the given matrix, ‖W_{ℓ:1}v‖/‖W_{ℓ−1:1}v‖, ℓ = 1, …, L: when v is a right singular vector and
    /// the layers are aligned, the singular value of each layer along its direction, in whatever basis the layers meet.
    /// </summary>
    /// <param name="network">the layers</param>
    /// <param name="right">d × k, unit columns</param>
    /// <returns>k × L; a direction that a layer maps to 0 has zeros from there on</returns>
    public static Matrix DirectionValues(DeepLinearNetwork network, Matrix right)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(right);
        var values = new Matrix(right.Columns, network.Depth);
        for (var i = 0; i < right.Columns; i++)
        {
            var vector = new Matrix(right.Rows, 1, right.Column(i));
            for (var layer = 0; layer < network.Depth; layer++)
            {
                vector = network.LayerMatrix(layer) * vector;
                var norm = vector.FrobeniusNorm();
                values[i, layer] = norm;
                vector = (norm > 0 ? 1 / norm : 0) * vector;
            }
        }

        return values;
    }

    /// <summary>
    /// For each column of the given matrix, the largest difference of squared <see cref="DirectionValues"/> between two
    /// layers: the balancing gap max |s_ℓ² − s_m²| of the direction (B/lem-2).
    /// </summary>
    public static double[] Gaps(DeepLinearNetwork network, Matrix right)
    {
        var values = DirectionValues(network, right);
        var gaps = new double[values.Rows];
        for (var i = 0; i < gaps.Length; i++)
        {
            double[] squares = [.. values.Row(i).ToArray().Select(value => value * value)];
            gaps[i] = squares.Max() - squares.Min();
        }

        return gaps;
    }

    /// <summary>
    /// ‖U_{ℓ−1,r}ᵀV_{ℓ,r} − I_r‖_F for ℓ = 2, …, L, the top r singular vectors of neighbouring layers (B/fig-15): matched by
    /// overlap, since values cross, and with the signs that overlaps give them.
    /// </summary>
    /// <param name="network">the layers, all finite</param>
    /// <param name="rank">r, 1 to d</param>
    /// <returns>L − 1 distances, the lowest pair of layers first</returns>
    public static double[] SubspaceDistances(DeepLinearNetwork network, int rank)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, network.Width);
        SingularValueDecomposition[] layers =
        [
            .. Enumerable
                .Range(0, network.Depth)
                .Select(layer => Factorizations.SingularValueDecomposition(network.LayerMatrix(layer))),
        ];
        return
        [
            .. layers.Zip(
                layers.Skip(1),
                (below, above) => DistanceFromMatching(Leading(above.RightTransposed * below.Left, rank))
            ),
        ];
    }

    private static Matrix Leading(Matrix matrix, int size)
    {
        var block = new Matrix(size, size);
        for (var i = 0; i < size; i++)
        {
            matrix.Row(i)[..size].CopyTo(block.Row(i));
        }

        return block;
    }

    /// <summary>‖O − I‖_F once the rows and signs of the overlaps O are arranged, the largest overlaps first.</summary>
    private static double DistanceFromMatching(Matrix overlaps)
    {
        var rank = overlaps.Rows;
        var pairs =
            from i in Enumerable.Range(0, rank)
            from j in Enumerable.Range(0, rank)
            orderby Math.Abs(overlaps[i, j]) descending
            select (Row: i, Column: j);
        var difference = overlaps.Copy();
        var (rows, columns) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (row, column) in pairs)
        {
            if (!rows.Contains(row) && !columns.Contains(column))
            {
                rows.Add(row);
                columns.Add(column);
                difference[row, column] = Math.Abs(overlaps[row, column]) - 1;
            }
        }

        return difference.FrobeniusNorm();
    }
}
