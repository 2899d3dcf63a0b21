using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// Gradient descent on a <see cref="DiagonalLinearNetwork"/> with the last <see cref="PeriodDetector.Window"/> end-to-end
/// values of every coordinate (B/thm-3, quantity B/diag-net).
/// </summary>
public sealed class DiagonalRun
{
    /// <summary>A coordinate oscillates when its range exceeds this times the largest target (B/rem-dimension).</summary>
    public const double OscillationThreshold = 1e-6;

    private const int StepsPerPoll = 4096;

    private readonly double[] target;
    private readonly double[][] tail;

    private DiagonalRun(DiagonalLinearNetwork network, double[] target, double[][] tail)
    {
        Network = network;
        this.target = target;
        this.tail = tail;
    }

    /// <summary>The network after the last step.</summary>
    public DiagonalLinearNetwork Network { get; }

    /// <summary>The period of each coordinate, by <see cref="PeriodDetector.Period"/>.</summary>
    public int[] Periods => [.. Coordinates.Select(i => PeriodDetector.Period(Tail(i)))];

    /// <summary>The smallest of the last values of each coordinate.</summary>
    public double[] Minima => [.. Coordinates.Select(i => Tail(i).Min())];

    /// <summary>The largest of the last values of each coordinate.</summary>
    public double[] Maxima => [.. Coordinates.Select(i => Tail(i).Max())];

    /// <summary>Whether all last values are finite.</summary>
    public bool IsFinite => tail.All(values => values.All(double.IsFinite));

    /// <summary>How many coordinates move by more than the threshold; those that diverged do not count.</summary>
    public int OscillatingCount
    {
        get
        {
            var threshold = OscillationThreshold * target.Max();
            return Minima
                .Zip(Maxima, (low, high) => high - low)
                .Count(range => range > threshold && double.IsFinite(range));
        }
    }

    private IEnumerable<int> Coordinates => Enumerable.Range(0, target.Length);

    /// <summary>Runs gradient descent from s_ℓ = α·1, s_L = 0.</summary>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="target">s*</param>
    /// <param name="alpha">α</param>
    /// <param name="learningRate">η, in the convention of the loss with ½</param>
    /// <param name="steps">T, at least 64</param>
    /// <param name="cancellation">ends the run with an exception</param>
    /// <exception cref="ArgumentException">too few steps to decide a period, or an empty network</exception>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static DiagonalRun Unbalanced(
        int depth,
        double[] target,
        double alpha,
        double learningRate,
        int steps,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, PeriodDetector.Window);
        var network = DiagonalLinearNetwork.Unbalanced(depth, target.Length, alpha);
        var last = new double[PeriodDetector.Window][];
        for (var t = 1; t <= steps; t++)
        {
            if (t % StepsPerPoll == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            network.Step(target, learningRate);
            var place = t - 1 - (steps - last.Length);
            if (place >= 0)
            {
                network.Product(last[place] = new double[target.Length]);
            }
        }

        return new(network, [.. target], last);
    }

    /// <summary>The last 64 values of a coordinate, from 0, one per step up to the last.</summary>
    public double[] Tail(int coordinate) => [.. tail.Select(values => values[coordinate])];
}
