using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>
/// Layers W_ℓ = Q_{ℓ+1}D_ℓQ_ℓᵀ with random diagonal D_ℓ between given frames Q₁ = V_*, …, Q_{L+1} = U_* (B/prop-1).
/// </summary>
public sealed class AlignedStart
{
    private readonly Matrix target;
    private readonly Matrix[] frames;
    private readonly double[][] diagonals;

    /// <summary>Draws the diagonals, entries in ±(0.2, 1.2).</summary>
    /// <param name="target">M = U_*Σ_*V_*ᵀ</param>
    /// <param name="frames">Q₁ = V_*, …, Q_{L+1} = U_*</param>
    /// <param name="stream">the source of the diagonals</param>
    public AlignedStart(Matrix target, Matrix[] frames, RandomStream stream)
    {
        this.target = target;
        this.frames = frames;
        diagonals = [.. Enumerable.Range(0, frames.Length - 1).Select(_ => RandomDiagonal(target.Rows, stream))];
    }

    private int Depth => diagonals.Length;

    private int Width => target.Rows;

    /// <summary>A random target of full rank with random frames.</summary>
    public static AlignedStart Draw(int depth, int width, RandomStream stream)
    {
        double[] sigma = [.. Enumerable.Range(0, width).Select(i => 0.5 + width - i)];
        var drawn = TargetMatrix.Rotated(width, stream, sigma);
        return new(drawn.Matrix, [drawn.Right, .. Frames(depth - 1, width, stream), drawn.Left], stream);
    }

    /// <summary>Independent orthogonal matrices.</summary>
    public static IEnumerable<Matrix> Frames(int count, int width, RandomStream stream) =>
        Enumerable.Range(0, count).Select(_ => RandomMatrices.Orthogonal(width, stream));

    /// <summary>The largest off-diagonal entry of Q_{ℓ+1}ᵀW_ℓQ_ℓ over the steps of gradient descent.</summary>
    public double OffDiagonal(int steps, double eta) => Worst(frames, steps, eta);

    /// <summary>The same for layers built between frames that do not match their neighbours'.</summary>
    public double OffDiagonalOfUnrelatedFrames(int steps, double eta) =>
        Worst([.. frames.Skip(1), frames[0]], steps, eta);

    /// <summary>
    /// How far the diagonals are after the steps from those of one scalar chain per direction.
    /// </summary>
    /// <param name="steps">steps of gradient descent</param>
    /// <param name="eta">η</param>
    /// <param name="prepare">what the chain starts from, given the L layer values of a direction</param>
    public double DistanceFromChains(int steps, double eta, Func<double[], double[]> prepare)
    {
        var network = Network(frames);
        for (var t = 0; t < steps; t++)
            network.Step(target, eta);
        var product = frames[^1].Transpose() * target * frames[0];
        var distance = 0.0;
        for (var i = 0; i < Width; i++)
        {
            var chain = new ScalarChain(product[i, i], eta);
            var layers = prepare([.. diagonals.Select(diagonal => diagonal[i])]);
            for (var t = 0; t < steps; t++)
                chain.Step(layers);
            for (var l = 0; l < Depth; l++)
                distance = Math.Max(distance, Math.Abs(InFrame(network, frames, l)[i, i] - layers[l]));
        }
        return distance;
    }

    private double Worst(Matrix[] between, int steps, double eta)
    {
        var network = Network(between);
        var worst = 0.0;
        for (var t = 0; t < steps; t++)
        {
            network.Step(target, eta);
            for (var l = 0; l < Depth; l++)
            {
                var layer = InFrame(network, between, l);
                var hollow = layer - Matrix.Diagonal(Width, Width, layer.DiagonalEntries());
                worst = Math.Max(worst, hollow.MaximumMagnitude());
            }
        }
        return worst;
    }

    private DeepLinearNetwork Network(Matrix[] between) =>
        DeepLinearNetworks.FromLayers([
            .. diagonals.Select(
                (diagonal, l) => between[l + 1] * Matrix.Diagonal(Width, Width, diagonal) * between[l].Transpose()
            ),
        ]);

    private static Matrix InFrame(DeepLinearNetwork network, Matrix[] between, int layer) =>
        between[layer + 1].Transpose() * network.LayerMatrix(layer) * between[layer];

    private static double[] RandomDiagonal(int width, RandomStream stream) =>
        [
            .. Enumerable
                .Range(0, width)
                .Select(_ => stream.NextUniform(0.2, 1.2) * (stream.NextDouble() < 0.5 ? -1 : 1)),
        ];
}
