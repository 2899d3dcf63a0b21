using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

/// <summary>Gradient descent on the weights, side by side with the scalar recursion of every mode.</summary>
internal sealed class MatrixAgainstModes(
    MultiPathwayNetwork start,
    PathwayFrame frame,
    double[] sigma,
    double learningRate
)
{
    private const int StepsBetweenPolls = 256;

    private readonly Matrix target =
        frame.Left * Matrix.Diagonal(frame.Width, frame.Width, sigma) * frame.Right.Transpose();

    /// <summary>η in the scalar recursion; another one than in gradient descent for a rival.</summary>
    public Func<int, double> ScalarRate { get; init; } = _ => learningRate;

    /// <summary>Extra factors of r in the scalar update, for a rival.</summary>
    public int ExtraPowers { get; init; }

    /// <summary>The rival r ← r − ηeL·r^(L−1).</summary>
    public MatrixAgainstModes WithFactorDepth() =>
        new(start, frame, sigma, learningRate) { ScalarRate = depth => depth * learningRate };

    /// <summary>The rival r ← r − ηe·r^L.</summary>
    public MatrixAgainstModes WithExtraPower() => new(start, frame, sigma, learningRate) { ExtraPowers = 1 };

    /// <summary>max over steps, pathways and layers of the entries of |Q_lᵀW_lQ_{l−1} − diag(r_{p,i})|.</summary>
    /// <param name="steps">of gradient descent</param>
    /// <param name="cancellation">ends a long run</param>
    /// <param name="every">steps between comparisons</param>
    public double LargestDifference(int steps, CancellationToken cancellation, int every = 1)
    {
        var network = start.Copy();
        var scales = Scales(network);
        var worst = 0.0;
        for (var t = 1; t <= steps; t++)
        {
            if (t % StepsBetweenPolls == 0)
                cancellation.ThrowIfCancellationRequested();
            network.Step(target, learningRate);
            Step(scales);
            if (t % every == 0 || t == steps)
                worst = Math.Max(worst, Difference(network, scales));
        }
        return worst;
    }

    private double[][] Scales(MultiPathwayNetwork network) =>
        [.. Enumerable.Range(0, frame.Pathways).Select(p => frame.Project(network, p, 0).DiagonalEntries())];

    // The recursion as the text has it, by powers: no code of the library's is shared.
    private void Step(double[][] scales)
    {
        var depths = frame.Depths;
        for (var i = 0; i < frame.Width; i++)
        {
            var residual = -(i < sigma.Length ? sigma[i] : 0);
            for (var p = 0; p < scales.Length; p++)
                residual += Math.Pow(scales[p][i], depths[p]);
            for (var p = 0; p < scales.Length; p++)
                scales[p][i] -= ScalarRate(depths[p]) * residual * Math.Pow(scales[p][i], depths[p] - 1 + ExtraPowers);
        }
    }

    private double Difference(MultiPathwayNetwork network, double[][] scales)
    {
        var worst = 0.0;
        for (var p = 0; p < scales.Length; p++)
        {
            var expected = Matrix.Diagonal(frame.Width, frame.Width, scales[p]);
            for (var l = 0; l < network.Depths[p]; l++)
                worst = Math.Max(worst, (frame.Project(network, p, l) - expected).MaximumMagnitude());
        }
        return worst;
    }
}
