using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// Orthogonal bases Q_l^(p) in which the layers of a multi-pathway network may be diagonal: the singular-vector-stationary
/// set is W_l^(p) = Q_l diag(ς_{l,1}, …, ς_{l,d}) Q_{l−1}ᵀ with Q₀ = V, Q_{L_p} = U and ς ≥ 0 (A, Definition B.1).
/// </summary>
public sealed class PathwayFrame
{
    private readonly Matrix[][] bases;

    private PathwayFrame(Matrix[][] bases) => this.bases = bases;

    /// <summary>P.</summary>
    public int Pathways => bases.Length;

    /// <summary>d.</summary>
    public int Width => bases[0][0].Rows;

    /// <summary>L_p.</summary>
    public int[] Depths => Array.ConvertAll(bases, ofPathway => ofPathway.Length - 1);

    /// <summary>V, shared by all pathways.</summary>
    public Matrix Right => bases[0][0];

    /// <summary>U, shared by all pathways.</summary>
    public Matrix Left => bases[0][^1];

    /// <summary>The ends U and V of a target, with independent Haar orthogonal bases between the layers.</summary>
    /// <param name="depths">L_p ≥ 1</param>
    /// <param name="left">U, d × d orthogonal</param>
    /// <param name="right">V, d × d orthogonal</param>
    /// <param name="stream">the source, pathway after pathway, Q₁ first</param>
    /// <exception cref="ArgumentException">no pathway, a depth below 1, or U and V not square of one size</exception>
    public static PathwayFrame Random(IReadOnlyList<int> depths, Matrix left, Matrix right, RandomStream stream)
    {
        Require(depths, left, right);
        Matrix[] Interior(int depth) =>
            [.. Enumerable.Range(1, depth - 1).Select(_ => RandomMatrices.Orthogonal(left.Rows, stream))];
        return new([.. depths.Select(depth => (Matrix[])[right, .. Interior(depth), left])]);
    }

    /// <summary>
    /// V below the first layer and U from there on, so that only W₁ turns: αUVᵀ and then αI for equal values. With V = U it
    /// is one basis everywhere, as for symmetric targets.
    /// </summary>
    /// <param name="depths">L_p ≥ 1</param>
    /// <param name="left">U, d × d orthogonal</param>
    /// <param name="right">V, d × d orthogonal</param>
    /// <exception cref="ArgumentException">no pathway, a depth below 1, or U and V not square of one size</exception>
    public static PathwayFrame TurningFirst(IReadOnlyList<int> depths, Matrix left, Matrix right)
    {
        Require(depths, left, right);
        return new([.. depths.Select(depth => Enumerable.Repeat(left, depth).Prepend(right).ToArray())]);
    }

    /// <summary>The network with the given diagonals in these bases.</summary>
    /// <param name="values">ς_{l,1}, …, ς_{l,d} of a pathway and a layer, both from 0</param>
    public MultiPathwayNetwork Network(Func<int, int, double[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var network = new MultiPathwayNetwork(Depths, Width);
        for (var p = 0; p < Pathways; p++)
        {
            for (var l = 0; l < bases[p].Length - 1; l++)
            {
                var diagonal = Matrix.Diagonal(Width, Width, values(p, l));
                (bases[p][l + 1] * diagonal * bases[p][l].Transpose()).Span.CopyTo(network.Layer(p, l));
            }
        }

        return network;
    }

    /// <summary>Q_lᵀ W_l Q_{l−1}: diagonal inside the set.</summary>
    /// <param name="network">a network of these depths and this width</param>
    /// <param name="pathway">from 0</param>
    /// <param name="index">the layer, from 0</param>
    public Matrix Project(MultiPathwayNetwork network, int pathway, int index)
    {
        ArgumentNullException.ThrowIfNull(network);
        return bases[pathway][index + 1].Transpose() * network.LayerMatrix(pathway, index) * bases[pathway][index];
    }

    /// <summary>The largest |off-diagonal entry| of all projected layers: the distance from the set.</summary>
    public double OffDiagonalMagnitude(MultiPathwayNetwork network)
    {
        var largest = 0.0;
        for (var p = 0; p < Pathways; p++)
        {
            for (var l = 0; l < bases[p].Length - 1; l++)
            {
                largest = Math.Max(largest, Project(network, p, l).OffDiagonalMagnitude());
            }
        }

        return largest;
    }

    private static void Require(IReadOnlyList<int> depths, Matrix left, Matrix right)
    {
        ArgumentNullException.ThrowIfNull(depths);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (depths.Count == 0 || depths.Any(depth => depth < 1))
        {
            throw new ArgumentException(
                $"Give at least one pathway, each of depth at least 1; found ({string.Join(", ", depths)}).",
                nameof(depths)
            );
        }

        if (!left.IsSquare || !right.IsSquare || left.Rows != right.Rows)
        {
            throw new ArgumentException(
                $"U and V must be square of one size; found a {left} and a {right}.",
                nameof(left)
            );
        }
    }
}
