using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>How long to run gradient descent on one singular mode, and what to keep.</summary>
public sealed record PathwayPlan
{
    /// <summary>A run with a constant learning rate.</summary>
    /// <param name="learningRate">η, positive</param>
    /// <param name="steps">T, at least 0</param>
    public PathwayPlan(double learningRate, int steps)
        : this(RateSchedule.Constant(learningRate), steps) { }

    /// <summary>A run with a schedule of the learning rate.</summary>
    /// <param name="rate">η by step, positive</param>
    /// <param name="steps">T, at least 0</param>
    /// <exception cref="ArgumentException">a rate is not positive, or steps are negative</exception>
    public PathwayPlan(RateSchedule rate, int steps)
    {
        MapDomain.Positive(rate.Start, nameof(rate));
        MapDomain.Positive(rate.Final, nameof(rate));
        Rate = rate;
        Steps = MapDomain.AtLeast(steps, 0, nameof(steps));
    }

    /// <summary>η by step.</summary>
    public RateSchedule Rate { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>Over how many of the last states shares are averaged, 0 to T; 0 averages nothing.</summary>
    /// <exception cref="ArgumentException">the window is longer than the run</exception>
    public int Window
    {
        get;
        init =>
            field =
                value >= 0 && value <= Steps
                    ? value
                    : throw new ArgumentException(
                        $"The window of {value} steps must lie between 0 and the {Steps} steps of the run.",
                        nameof(value)
                    );
    }

    /// <summary>Which states are kept.</summary>
    public SampleTimes Samples { get; init; } = SampleTimes.None;
}
