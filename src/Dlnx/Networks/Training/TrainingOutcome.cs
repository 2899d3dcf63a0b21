namespace Dlnx.Networks;

/// <summary>How a run ended.</summary>
public enum TrainingOutcome
{
    /// <summary>The loss fell below the threshold.</summary>
    Reached,

    /// <summary>The loss is no longer finite: the rate is too large.</summary>
    Diverged,

    /// <summary>The budget of steps ended first: allow more steps, or compare nothing with this run.</summary>
    Exhausted,
}
