namespace Dlnx.Networks;

/// <summary>The parts of a recorded burst, as indices of records, all within the recording.</summary>
/// <param name="Cross">the first record with λ₁η/2 &gt; 1</param>
/// <param name="Peak">the record with the largest h among <paramref name="Cross"/>, …, <paramref name="Cross"/> + 89</param>
/// <param name="Last">the last record of the episode, which starts at the cross: peak + 2</param>
/// <param name="QuietCount">records 0, …, QuietCount − 1 come before the burst: max(3, cross − 8) of them</param>
/// <param name="End">the first record from the peak on with λ₁η/2 &lt; 1; the last record where there is none</param>
/// <param name="QuietEnd">the same, with also h &lt; 0.6 of its peak</param>
public sealed record BurstEpisode(int Cross, int Peak, int Last, int QuietCount, int End, int QuietEnd)
{
    private const int LongestGrowth = 90;
    private const int AfterPeak = 2;
    private const int Approach = 8;
    private const int ShortestQuiet = 3;
    private const double QuietShare = 0.6;

    /// <summary>The record so many steps before the peak, but none before the cross: where interventions start.</summary>
    /// <param name="steps">≥ 0</param>
    public int BeforePeak(int steps) => Math.Max(Cross, Peak - steps);

    /// <summary>Finds the first burst of a recording; null where λ₁ never exceeds the limit.</summary>
    /// <param name="records">consecutive iterates</param>
    /// <param name="learningRate">η</param>
    public static BurstEpisode? Of(IReadOnlyList<BurstRecord> records, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(records);
        var cross = First(0, i => Ratio(i) > 1);
        if (cross == records.Count)
            return null;
        var peak = Enumerable
            .Range(cross, Math.Min(LongestGrowth, records.Count - cross))
            .MaxBy(i => records[i].HalfStep);
        var quiet = QuietShare * records[peak].HalfStep;
        return new(
            cross,
            peak,
            Clipped(peak + AfterPeak),
            Math.Min(Math.Max(ShortestQuiet, cross - Approach), records.Count),
            Clipped(First(peak, i => Ratio(i) < 1)),
            Clipped(First(peak, i => Ratio(i) < 1 && records[i].HalfStep < quiet))
        );

        double Ratio(int i) => records[i].Sharpness * learningRate / 2;
        int Clipped(int i) => Math.Min(i, records.Count - 1);
        int First(int from, Func<int, bool> holds)
        {
            var i = from;
            while (i < records.Count && !holds(i))
                i++;
            return i;
        }
    }
}
