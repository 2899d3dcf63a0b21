namespace Dlnx.Maps;

/// <summary>What a run of gradient descent from the unbalanced start does to the balancing gap b = y² − x² (B/lem-2).</summary>
/// <param name="Mode">the direction and its learning rate</param>
/// <param name="Alpha">α, the start (0, α)</param>
/// <param name="States">the states at t = 0…T</param>
public sealed record BalancingRun(SingularMode Mode, double Alpha, IReadOnlyList<ModeState> States)
{
    /// <summary>The run of a number of steps.</summary>
    /// <param name="mode">the direction and its learning rate</param>
    /// <param name="alpha">α, finite</param>
    /// <param name="steps">T, at least 1</param>
    public static BalancingRun Of(SingularMode mode, double alpha, int steps)
    {
        ArgumentNullException.ThrowIfNull(mode);
        var states = new ModeState[MapDomain.AtLeast(steps, 1, nameof(steps)) + 1];
        states[0] = SingularMode.Unbalanced(alpha);
        for (var t = 1; t < states.Length; t++)
        {
            states[t] = mode.Step(states[t - 1]);
        }
        return new(mode, alpha, states);
    }

    /// <summary>The state after the last step.</summary>
    public ModeState Last => States[^1];

    /// <summary>b after the last step.</summary>
    public double Gap => Last.Gap;

    /// <summary>b/α² after the last step; 1 at the start.</summary>
    public double Ratio => RatioAt(States.Count - 1);

    /// <summary>b/α² after t steps.</summary>
    public double RatioAt(int t) => States[t].Gap / (Alpha * Alpha);

    /// <summary>q(t) at t = 0…T−1, so that b(t+1) = (1 − q(t))b(t).</summary>
    public IEnumerable<double> GapLosses => States.Take(States.Count - 1).Select(Mode.GapLoss);

    /// <summary>c(t) = |1 − q(t)| at t = 0…T−1.</summary>
    public IEnumerable<double> Factors => GapLosses.Select(q => Math.Abs(1 - q));

    /// <summary>The end-to-end value after every step from 0 on.</summary>
    public IEnumerable<double> Products => States.Select(Mode.Product);

    /// <summary>The first t at which the end-to-end value exceeds σ; null when it never does.</summary>
    public int? FirstOvershoot
    {
        get
        {
            for (var t = 0; t < States.Count; t++)
            {
                if (Mode.Product(States[t]) > Mode.Sigma)
                {
                    return t;
                }
            }
            return null;
        }
    }

    /// <summary>The period code of the end-to-end value; null when the run is shorter than the detector's window.</summary>
    public int? Period =>
        States.Count < PeriodDetector.Window
            ? null
            : PeriodDetector.Period([.. Products.Skip(States.Count - PeriodDetector.Window)]);
}
