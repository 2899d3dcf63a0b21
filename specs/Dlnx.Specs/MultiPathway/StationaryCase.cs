using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// A random point of the singular-vector-stationary set, with a value of its own in every layer, and a target with the same
/// outer bases.
/// </summary>
internal sealed record StationaryCase(int[] Depths, int Width, ulong Seed)
{
    private Point? point;

    /// <summary>d = 2…4, P = 1…3, L_p = 2…4 mixed.</summary>
    public static Gen<StationaryCase> Any() =>
        from width in Draw.Integer(2, 4)
        from pathways in Draw.Integer(1, 3)
        from depths in Draw.Integer(2, 4).ArrayOf(pathways)
        from seed in Draw.Seed()
        select new StationaryCase(depths, width, seed);

    /// <summary>Q_l^(p).</summary>
    public PathwayFrame Frame => Drawn.Frame;

    /// <summary>σ_i, positive, in no order.</summary>
    public double[] Sigma => Drawn.Sigma;

    /// <summary>ς_{l,i}^(p), by pathway, layer and mode.</summary>
    public double[][][] Values => Drawn.Values;

    /// <summary>The weights at the point, new in every call.</summary>
    public MultiPathwayNetwork Network() => Frame.Network((p, l) => Values[p][l]);

    /// <summary>M = U diag(σ) Vᵀ.</summary>
    public Matrix Target => Frame.Left * Matrix.Diagonal(Width, Width, Sigma) * Frame.Right.Transpose();

    /// <summary>s_{p,i} = Π_l ς_{l,i}^(p).</summary>
    public double Coefficient(int pathway, int mode) =>
        Values[pathway].Aggregate(1.0, (product, layer) => product * layer[mode]);

    /// <summary>½Σ_i (Σ_p s_{p,i} − σ_i)².</summary>
    public double ModewiseLoss =>
        Enumerable
            .Range(0, Width)
            .Sum(i => 0.5 * Math.Pow(Enumerable.Range(0, Depths.Length).Sum(p => Coefficient(p, i)) - Sigma[i], 2));

    public override string ToString() => $"d = {Width}, L = ({string.Join(", ", Depths)}), seed {Seed}";

    private Point Drawn => point ??= Point.Of(this);

    private sealed record Point(PathwayFrame Frame, double[] Sigma, double[][][] Values)
    {
        public static Point Of(StationaryCase c)
        {
            var stream = new RandomStream(c.Seed);
            var left = RandomMatrices.Orthogonal(c.Width, stream);
            var frame = PathwayFrame.Random(c.Depths, left, RandomMatrices.Orthogonal(c.Width, stream), stream);
            double[] Uniform(double low, double high) =>
                [.. Enumerable.Range(0, c.Width).Select(_ => stream.NextUniform(low, high))];
            var sigma = Uniform(0.2, 3);
            return new(
                frame,
                sigma,
                [.. c.Depths.Select(depth => Enumerable.Range(0, depth).Select(_ => Uniform(0.1, 1.2)).ToArray())]
            );
        }
    }
}
