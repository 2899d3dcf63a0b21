using System.Numerics.Tensors;

namespace Dlnx.Networks;

/// <summary>How far leading eigenvectors have turned: 1 for the same direction, 0 for orthogonal ones.</summary>
public static class EigenvectorSimilarity
{
    /// <summary>|v₁ᵀv₁′| for v₁ of a record and another unit vector.</summary>
    /// <param name="record">a recorded iterate</param>
    /// <param name="direction">P entries, of length 1</param>
    public static double SimilarityTo(this BurstRecord record, ReadOnlySpan<double> direction)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Math.Abs(TensorPrimitives.Dot(record.Leading, direction));
    }

    /// <summary>|v₁ᵀv₁′| for v₁ of a record and of a point of a branch; NaN where the branch was not measured.</summary>
    /// <param name="record">a recorded iterate</param>
    /// <param name="point">a point of a branch</param>
    public static double SimilarityTo(this BurstRecord record, BranchPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Eigenvalues.Length > 0 ? record.SimilarityTo(point.Eigenvectors.Row(0)) : double.NaN;
    }

    /// <summary>
    /// m₁, …, m_p: the means of |v₁(t)ᵀv₁(t + lag)| over the records t from the cross up to the quiet end of the burst
    /// (D/fig-14); NaN for a lag without records.
    /// </summary>
    /// <param name="recording">with a burst</param>
    /// <param name="largestLag">p ≥ 1</param>
    /// <exception cref="ArgumentException">λ₁ never exceeds the limit</exception>
    public static double[] AtLags(BurstRecording recording, int largestLag)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfLessThan(largestLag, 1);
        var (episode, records) = (recording.RequiredEpisode, recording.Records);
        return [.. Enumerable.Range(1, largestLag).Select(Mean)];

        double Mean(int lag)
        {
            var count = Math.Min(episode.QuietEnd, records.Count - lag) - episode.Cross;
            return count <= 0
                ? double.NaN
                : Enumerable
                    .Range(episode.Cross, count)
                    .Average(t => records[t].SimilarityTo(records[t + lag].Leading));
        }
    }
}
