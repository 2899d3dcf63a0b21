using Dlnx.Numerics;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Figures;
using Dlnx.Verify.Results;

namespace Dlnx.CostSpecs;

/// <summary>A claim about the power of a size that the time of some work grows with.</summary>
public abstract class CostSpec : ClaimSpec
{
    private const int Rounds = 9;

    // A round is long enough for the clock.
    private const double SecondsPerRound = 5e-3;

    // Small work has a share of overhead that large work has not: the fitted power is somewhat below that of the arithmetic.
    private static readonly Tolerance Within = Tolerance.Absolute(0.4);

    /// <summary>Measures work of several sizes on the calling thread: the power is that of the arithmetic, not the next.</summary>
    /// <param name="size">the size's symbol</param>
    /// <param name="power">the power of the arithmetic</param>
    /// <param name="sizes">ascending</param>
    /// <param name="prepare">makes the work of a size</param>
    protected void Grows(string size, int power, IReadOnlyList<int> sizes, Func<int, Action> prepare)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(prepare);
        double[] xs = [.. sizes.Select(x => (double)x)];
        double[] seconds = [.. sizes.Select(x => Time(prepare(x)))];
        Evidence
            .Agrees($"power of {size} that the time grows with", LineFit.PowerLaw(xs, seconds).Slope, power, Within)
            .Rejects("one power more", power + 1);
        Figure("Time", Axis.Log(size), Axis.Log("seconds"))
            .Line($"power {power}", xs, [.. xs.Select(x => seconds[^1] * Math.Pow(x / xs[^1], power))])
            .Points("measured", xs, seconds);
    }

    private static double Time(Action work)
    {
        var once = BestTime.Of(work, repetitions: 1, rounds: 2);
        return BestTime.Of(work, Math.Max(1, (int)(SecondsPerRound / once)), Rounds);
    }
}
