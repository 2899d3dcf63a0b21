using System.Diagnostics;

namespace Dlnx.Benchmarks;

/// <summary>Best-of-several timing on the calling thread: the least disturbed round is the best estimate of the cost.</summary>
internal static class BestTime
{
    // Long work has fewer rounds, but at least two.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(3);

    /// <summary>Seconds per run, the least over rounds, after a warm-up that lets the compiler finish.</summary>
    public static double Of(Workload work, int rounds)
    {
        WarmUp(work);
        var best = double.PositiveInfinity;
        var begun = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds; round++)
        {
            if (round > 1 && Stopwatch.GetElapsedTime(begun) > LongestTurn)
                break;
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < work.RepetitionsPerRound; i++)
            {
                work.Run();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / work.RepetitionsPerRound);
        }

        return best;
    }

    private static void WarmUp(Workload work)
    {
        // Code without loops is replaced after 30 calls and a pause of 100 ms; 300 ms of running covers both.
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 300)
        {
            work.Run();
        }
    }
}
