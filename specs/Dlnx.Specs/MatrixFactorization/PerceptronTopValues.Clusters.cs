using Dlnx.Numerics;
using Dlnx.Specs.MatrixFactorization.Training;

namespace Dlnx.Specs.MatrixFactorization;

public sealed partial class PerceptronTopValues
{
    private const int ClusterSeeds = 5;
    private const int ClusterSteps = 2500;

    [Check(Tier.Full)]
    public void On_clusters_the_top_values_move_more_than_the_middle_ones()
    {
        OnSurrogate("Gaussian clusters");
        ClusterFit[] settings =
        [
            .. Enumerable
                .Range(1, ClusterSeeds)
                .Select(seed => new ClusterFit(3, 48, 1, seed, 2, ClusterSteps + LayerRecord.Steps)),
        ];
        var traces = Record(settings).Select(record => record.Traces).ToArray();
        Evidence
            .Trend(
                "second and third layer: mean |step change| of the top four over the median of 21 … 40, at least 1.5",
                [.. traces.Select(trace => Math.Min(Ratio(trace, 1), Ratio(trace, 2)) - 1.5)],
                FourOfFive(ClusterSeeds)
            )
            .Rejects(
                "they move no more than the middle ones: ratio 1 or less",
                [.. traces.Select(trace => 1 - Math.Min(Ratio(trace, 1), Ratio(trace, 2)))]
            );
    }

    private static double Ratio(LayerTraces traces, int layer)
    {
        var moves = traces.MeanMovement(layer, x => TimeSeries.Differences(x));
        double[] middle = [.. moves[20..40].Order()];
        return moves[..4].Average() / ((middle[9] + middle[10]) / 2);
    }
}
