using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// Escape of a full network trained by stochastic gradient descent on fresh Gaussian batches of a single-mode teacher, from
/// balanced scales on the symmetric manifold, with the normalised rates.
/// </summary>
/// <param name="Activation">φ of student and teacher</param>
/// <param name="Depth">L ≥ 2</param>
public sealed record StochasticEscape(Activation Activation, int Depth)
{
    private const int CancellationInterval = 1024;

    /// <summary>m, of all hidden layers. Default 8.</summary>
    public int Width { get; init; } = 8;

    /// <summary>d. Default 4; the direction has equal entries.</summary>
    public int Dimension { get; init; } = 4;

    /// <summary>Fresh examples in each step. Default 256.</summary>
    public int Batch { get; init; } = 256;

    /// <summary>η, the step in τ = t/m. Default 0.02.</summary>
    public double TimeStep { get; init; } = 0.02;

    /// <summary>a⋆, which the smallest scale must reach. Default 0.3.</summary>
    public double Threshold { get; init; } = 0.3;

    /// <summary>The τ to give up at. Default 10⁴.</summary>
    public double Horizon { get; init; } = 1e4;

    /// <summary>Polled every 1024 steps.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The first τ at which all scales have the threshold; null when that does not happen before the horizon.</summary>
    /// <param name="scale">ε</param>
    /// <param name="stream">where the batches come from</param>
    public double? Time(double scale, RandomStream stream)
    {
        double[] direction = [.. Enumerable.Repeat(1 / Math.Sqrt(Dimension), Dimension)];
        var manifold = SymmetricManifold.OfWidth(Depth, Width, direction);
        var batches = new GaussianBatches(Batch, Activation, 1, direction, stream);
        var start = manifold.Network(Activation, Enumerable.Repeat(scale, Depth).ToArray());
        var flow = new NetworkFlow(start, batches.Batch, NetworkFlow.NormalisedRates(Depth, Width));
        double[] weights = [.. flow.Start];
        var scales = new double[Depth];
        for (var step = 1; step * TimeStep <= Horizon; step++)
        {
            if (step % CancellationInterval == 0)
                Cancellation.ThrowIfCancellationRequested();
            flow.Step(weights, TimeStep * Width);
            manifold.Read(weights, scales);
            if (scales.Min() >= Threshold)
                return step * TimeStep;
            batches.Next();
        }

        return null;
    }
}
