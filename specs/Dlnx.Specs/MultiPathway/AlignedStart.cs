using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// A start in the SVS set in random bases (A/init-11 (e)): pathway p has the scale α_p, drawn from (0.1, 0.6), in every layer
/// and mode, so that the modes are learnt in the order of their singular values.
/// </summary>
internal sealed record AlignedStart(int[] Depths, double[] Sigma, int Width, double Q, ulong Seed)
{
    /// <summary>Gradient descent on the weights beside the scalar recursions.</summary>
    public MatrixAgainstModes Run()
    {
        var stream = new RandomStream(Seed);
        var left = RandomMatrices.Orthogonal(Width, stream);
        var frame = PathwayFrame.Random(Depths, left, RandomMatrices.Orthogonal(Width, stream), stream);
        double[] scales = [.. Depths.Select(_ => stream.NextUniform(0.1, 0.6))];
        var start = frame.Network((p, _) => [.. Enumerable.Repeat(scales[p], Width)]);
        return new(start, frame, Sigma, LearningRate(scales));
    }

    public override string ToString() =>
        $"L = ({string.Join(", ", Depths)}), d = {Width}, σ = ({string.Join(", ", Sigma)}), q = {Q:R}, seed {Seed}";

    // q over the sharpest single path, or over the start where that is sharper still.
    private double LearningRate(double[] scales)
    {
        var single = Depths.Max(depth => PathwaySharpness.Single(depth, Sigma.Max()));
        return Q / Math.Max(single, new PathwayMode(Depths, Sigma.Max(), scales).Sharpness);
    }
}
