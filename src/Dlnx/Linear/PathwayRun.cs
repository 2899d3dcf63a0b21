using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// Gradient descent on one singular mode with the extremes it passes through (A/fig-1, quantity A/run). States are
/// counted by the steps done; state 0 is the start.
/// </summary>
public sealed class PathwayRun
{
    private const int StepsPerPoll = 4096;

    private readonly List<PathwaySample> samples = [];
    private readonly double[] average;
    private readonly double[] before;
    private double dominance = double.NegativeInfinity;
    private double variance = double.PositiveInfinity;

    private PathwayRun(PathwayMode mode, PathwayPlan plan)
    {
        Mode = mode;
        Plan = plan;
        average = new double[mode.Pathways];
        before = mode.Scales.ToArray();
    }

    /// <summary>How it was run.</summary>
    public PathwayPlan Plan { get; }

    /// <summary>The state after the last step.</summary>
    public PathwayMode Mode { get; }

    /// <summary>The states that the plan keeps, and the last one.</summary>
    public IReadOnlyList<PathwaySample> Samples => samples;

    /// <summary>Mean of s_p/σ over the last states of the plan's window; null without a window.</summary>
    public double[]? Average => Plan.Window == 0 ? null : [.. average.Select(sum => sum / (Plan.Window * Mode.Target))];

    /// <summary>ηλ/2 of the last state.</summary>
    public double EtaLambdaHalf => Plan.Rate.At(Plan.Steps) * Mode.Sharpness / 2;

    /// <summary>The largest D = max s_p/Σs_p of any state.</summary>
    public double PeakDominance => dominance;

    /// <summary>The state in which D was largest, the first of equals.</summary>
    public int PeakStep { get; private set; }

    /// <summary>The first state with ηλ_t/2 &gt; 1; null when there is none.</summary>
    public int? FirstAbove { get; private set; }

    /// <summary>The largest ηλ_t/2 of any state.</summary>
    public double MaxEtaLambdaHalf { get; private set; } = double.NegativeInfinity;

    /// <summary>The smallest r_p of any pathway in any state.</summary>
    public double MinScale { get; private set; } = double.PositiveInfinity;

    /// <summary>How often a scale r_p changed sign or came to lie on 0, over all pathways and steps.</summary>
    public int SignFlips { get; private set; }

    /// <summary>max ηe_t·max_p r_p^(L_p−2) over all states; a pathway crosses zero in one step iff this exceeds 1.</summary>
    public double MaxOvershoot { get; private set; } = double.NegativeInfinity;

    /// <summary>
    /// In how many steps the leaf variance V of y_p = r_p^(2−L) grew beyond rounding; null for unequal depths and for
    /// depths below 3, where V has no meaning.
    /// </summary>
    public int? VarianceIncreases { get; private set; }

    /// <summary>Runs.</summary>
    /// <param name="start">the state before the first step; not changed</param>
    /// <param name="plan">how long, and what to keep</param>
    /// <param name="cancellation">ends the run with an exception</param>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static PathwayRun Of(PathwayMode start, PathwayPlan plan, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(plan);
        var run = new PathwayRun(start.Copy(), plan);
        run.Advance(cancellation);
        return run;
    }

    private void Advance(CancellationToken cancellation)
    {
        var hasVariance = Mode.Depths[0] > 2 && !Mode.Depths.ContainsAnyExcept(Mode.Depths[0]);
        VarianceIncreases = hasVariance ? 0 : null;
        var next = 0;
        for (var t = 0; t <= Plan.Steps; t++)
        {
            if (t % StepsPerPoll == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            if (t > 0)
            {
                Mode.Step(Plan.Rate.At(t - 1));
            }
            Watch(t);
            if (hasVariance)
            {
                WatchVariance();
            }
            if (t == next || t == Plan.Steps)
            {
                Keep(t);
                next = Plan.Samples.After(t);
            }
        }
    }

    private void Watch(int t)
    {
        var (total, largest, reach) = (0.0, double.NegativeInfinity, double.NegativeInfinity);
        var scales = Mode.Scales;
        for (var p = 0; p < scales.Length; p++)
        {
            var (r, s) = (scales[p], Mode.Coefficient(p));
            total += s;
            largest = Math.Max(largest, s);
            reach = Math.Max(reach, Reach(r, Mode.Depths[p]));
            MinScale = Math.Min(MinScale, r);
            SignFlips += before[p] != 0 && r * before[p] <= 0 ? 1 : 0;
            before[p] = r;
            average[p] += t > Plan.Steps - Plan.Window ? s : 0;
        }
        if (largest / total > dominance)
        {
            (dominance, PeakStep) = (largest / total, t);
        }
        var rate = Plan.Rate.At(t);
        MaxOvershoot = Math.Max(MaxOvershoot, rate * (total - Mode.Target) * reach);
        WatchSharpness(t, rate * Mode.Sharpness / 2);
    }

    private void WatchSharpness(int t, double etaLambdaHalf)
    {
        MaxEtaLambdaHalf = Math.Max(MaxEtaLambdaHalf, etaLambdaHalf);
        if (etaLambdaHalf > 1)
        {
            FirstAbove ??= t;
        }
    }

    private void WatchVariance()
    {
        var now = LeafCoordinates.Variance(Mode);
        VarianceIncreases += LeafCoordinates.HasGrown(variance, now, Mode) ? 1 : 0;
        variance = now;
    }

    // r^(L−2), the factor by which e acts on ln r.
    private static double Reach(double scale, int depth) =>
        depth == 1 ? 1 / scale : IntegerPower.Raise(scale, depth - 2);

    private void Keep(int t)
    {
        var coefficients = new double[Mode.Pathways];
        for (var p = 0; p < coefficients.Length; p++)
        {
            coefficients[p] = Mode.Coefficient(p);
        }
        samples.Add(new(t, Mode.Scales.ToArray(), coefficients, Mode.Residual, Mode.Sharpness, Plan.Rate.At(t)));
    }
}
