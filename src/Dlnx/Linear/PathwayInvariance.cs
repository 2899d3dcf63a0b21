using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>How far gradient descent strays from the singular-vector-stationary, depth-balanced set (A/init-11).</summary>
/// <param name="LayerGap"><see cref="PathwayLayers.Gap"/> after the last step</param>
/// <param name="LargestLayerGap">the largest <see cref="PathwayLayers.Gap"/> after any measured step</param>
/// <param name="OffDiagonal">the largest |off-diagonal entry| of UᵀW^(p)V after any measured step, for any pathway</param>
/// <param name="Spread">the largest <see cref="PathwayLayers.Spread"/> after any measured step</param>
/// <param name="Loss">½‖f − M‖²_F after the last step</param>
public sealed record PathwayInvariance(
    double LayerGap,
    double LargestLayerGap,
    double OffDiagonal,
    double Spread,
    double Loss
)
{
    private const int StepsBetweenPolls = 1024;

    /// <summary>Follows gradient descent; the network moves. A run that is no longer finite ends there.</summary>
    /// <param name="network">the start</param>
    /// <param name="target">M, d × d; its singular value decomposition gives U and V</param>
    /// <param name="learningRate">η</param>
    /// <param name="steps">≥ 0; nothing is measured before the first step</param>
    /// <param name="every">measures after every so many steps, and after the last</param>
    /// <param name="cancellation">ends a long run</param>
    public static PathwayInvariance Along(
        MultiPathwayNetwork network,
        Matrix target,
        double learningRate,
        int steps,
        int every = 1,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        var frame = Factorizations.SingularValueDecomposition(target);
        var (left, right) = (frame.Left.Transpose(), frame.Right);
        var worst = new PathwayInvariance(0, 0, 0, 0, network.Loss(target));
        for (var t = 1; t <= steps && double.IsFinite(worst.Loss); t++)
        {
            if (t % StepsBetweenPolls == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            network.Step(target, learningRate);
            if (t % every != 0 && t != steps)
            {
                continue;
            }

            var loss = network.Loss(target);
            worst = double.IsFinite(loss) ? worst.Widen(network, left, right, loss) : worst with { Loss = loss };
        }

        return worst;
    }

    private PathwayInvariance Widen(MultiPathwayNetwork network, Matrix left, Matrix right, double loss)
    {
        var gap = PathwayLayers.Gap(network);
        var offDiagonal = OffDiagonal;
        for (var p = 0; p < network.Pathways; p++)
        {
            var mapped = left * network.PathwayProduct(p) * right;
            offDiagonal = Math.Max(offDiagonal, mapped.OffDiagonalMagnitude());
        }

        return new(
            gap,
            Math.Max(LargestLayerGap, gap),
            offDiagonal,
            Math.Max(Spread, PathwayLayers.Spread(network)),
            loss
        );
    }
}
