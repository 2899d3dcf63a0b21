using MathNet.Numerics.Statistics;

namespace Dlnx.Networks;

/// <summary>How a burst grows and ends, in a few numbers (D/fig-1).</summary>
/// <param name="FirstRatio">λ₁η/2 of record 0</param>
/// <param name="LargestRatio">the largest λ₁η/2 of the episode</param>
/// <param name="Movement">the largest h of the episode over the mean h before it</param>
/// <param name="NegativeCurvature">the smallest λ_min of the episode over the mean λ_min before it</param>
/// <param name="RankCorrelation">Spearman's correlation of h with −λ_min over all records</param>
/// <param name="FlatteningShare">the share of the episode's records with α &lt; 0</param>
/// <param name="SmallestRatioAfter">the smallest λ₁η/2 from the peak to 30 records later</param>
public sealed record BurstGrowth(
    double FirstRatio,
    double LargestRatio,
    double Movement,
    double NegativeCurvature,
    double RankCorrelation,
    double FlatteningShare,
    double SmallestRatioAfter
)
{
    /// <summary>Records after the peak within which λ₁ is to return below 2/η.</summary>
    public const int ReturnTime = 30;

    /// <summary>Measures a recording.</summary>
    /// <param name="recording">with a burst</param>
    /// <exception cref="ArgumentException">λ₁ never exceeds the limit</exception>
    public static BurstGrowth Of(BurstRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var episode = recording.RequiredEpisode;
        var records = recording.Records;
        BurstRecord[] burst = [.. records.Skip(episode.Cross).Take(episode.Last - episode.Cross + 1)];
        BurstRecord[] quiet = [.. records.Take(episode.QuietCount)];
        var scale = recording.Plan.LearningRate / 2;
        return new(
            recording.SharpnessRatio(0),
            burst.Max(record => record.Sharpness) * scale,
            burst.Max(record => record.HalfStep) / quiet.Average(record => record.HalfStep),
            burst.Min(record => record.SmallestEigenvalue) / quiet.Average(record => record.SmallestEigenvalue),
            Correlation.Spearman(
                records.Select(record => record.HalfStep),
                records.Select(record => -record.SmallestEigenvalue)
            ),
            burst.Count(record => record.SharpnessChange < 0) / (double)burst.Length,
            records.Skip(episode.Peak).Take(ReturnTime + 1).Min(record => record.Sharpness) * scale
        );
    }
}
