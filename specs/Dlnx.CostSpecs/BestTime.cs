using System.Diagnostics;

namespace Dlnx.CostSpecs;

/// <summary>Best-of-several timing on the calling thread: the least disturbed round is the best estimate of the cost.</summary>
public static class BestTime
{
    // Long work has fewer rounds, but at least two.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(3);

    // Code without loops is replaced after 30 calls and a pause of 100 ms; 300 ms of running covers both.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);

    /// <summary>Seconds per run, the least over rounds, after a warm-up that lets the compiler finish.</summary>
    /// <param name="work">the work, once</param>
    /// <param name="repetitions">how often one round runs it, ≥ 1: a few milliseconds of work</param>
    /// <param name="rounds">how many rounds, ≥ 1</param>
    public static double Of(Action work, int repetitions, int rounds)
    {
        ArgumentNullException.ThrowIfNull(work);
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < WarmUp)
            work();
        begun = Stopwatch.GetTimestamp();
        var best = double.PositiveInfinity;
        for (var round = 0; round < rounds; round++)
        {
            if (round > 1 && Stopwatch.GetElapsedTime(begun) > LongestTurn)
                break;
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < repetitions; i++)
                work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / repetitions);
        }

        return best;
    }
}
