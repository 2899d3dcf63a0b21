using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>Ratios |S|/Π‖W_l‖ of independent linear chains.</summary>
public sealed class SmallBallSample
{
    private readonly double[] ratios;

    /// <summary>Draws the chains.</summary>
    public SmallBallSample(GaussianChain chain, int draws, ulong seed, CancellationToken cancellation = default)
    {
        ratios = [.. chain.Draws(draws, new RandomStream(seed), cancellation).Select(draw => draw.Ratio).Order()];
        Median = 0.5 * (ratios[(draws - 1) / 2] + ratios[draws / 2]);
    }

    /// <summary>The median ratio.</summary>
    public double Median { get; }

    /// <summary>The share of ratios below t times the median.</summary>
    public double Below(double t) => ratios.Count(ratio => ratio < t * Median) / (double)ratios.Length;
}
