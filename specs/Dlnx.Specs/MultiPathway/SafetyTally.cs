using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway;

/// <summary>How the steps of a run stand to the conditions of contraction.</summary>
/// <param name="Unsafe">steps with x = ηe·max r^(L−2) above 1/(L−1)</param>
/// <param name="Beyond">steps with x above x_c(L)</param>
/// <param name="IncreasesWithin">steps up to x_c(L) in which the leaf variance grew beyond rounding</param>
/// <param name="LargestRatio">the largest x</param>
public sealed record SafetyTally(int Unsafe, int Beyond, int IncreasesWithin, double LargestRatio)
{
    /// <summary>Runs gradient descent and counts.</summary>
    public static SafetyTally Of(PathwayMode start, double learningRate, int steps, CancellationToken cancellation)
    {
        var mode = start.Copy();
        var depth = mode.Depths[0];
        var (safe, critical) = (LeafMap.SafeRatio(depth), LeafMap.CriticalRatio(depth));
        var tally = new SafetyTally(0, 0, 0, double.NegativeInfinity);
        var variance = LeafCoordinates.Variance(mode);
        for (var t = 0; t < steps; t++)
        {
            if (t % 1024 == 0)
                cancellation.ThrowIfCancellationRequested();
            var x = LeafCoordinates.LargestRatio(mode, learningRate);
            mode.Step(learningRate);
            var next = LeafCoordinates.Variance(mode);
            var grew = x <= critical && LeafCoordinates.HasGrown(variance, next, mode);
            tally = new(
                tally.Unsafe + (x > safe ? 1 : 0),
                tally.Beyond + (x > critical ? 1 : 0),
                tally.IncreasesWithin + (grew ? 1 : 0),
                Math.Max(tally.LargestRatio, x)
            );
            variance = next;
        }
        return tally;
    }
}
