namespace Dlnx.Numerics.Ode;

/// <summary>How a step or an integration ended.</summary>
public enum OdeOutcome
{
    /// <summary>A step was accepted, and the end is still ahead.</summary>
    Underway,

    /// <summary>The end of the interval was reached.</summary>
    ReachedEnd,

    /// <summary>An event that stops the integration was met.</summary>
    StoppedAtEvent,

    /// <summary>The maximum number of steps was used before the end.</summary>
    TooManySteps,

    /// <summary>The maximum number of steps was used, most of them limited by stability and not by accuracy.</summary>
    Stiff,

    /// <summary>The tolerance asks for steps below the spacing of t in double precision.</summary>
    StepTooSmall,

    /// <summary>The right-hand side is infinite or not a number, however small the step.</summary>
    NotFinite,
}

/// <summary>Outcomes in words.</summary>
public static class OdeOutcomes
{
    /// <summary>One sentence with the remedy.</summary>
    public static string Sentence(this OdeOutcome outcome) =>
        outcome switch
        {
            OdeOutcome.Underway => "A step was accepted; the end is still ahead.",
            OdeOutcome.ReachedEnd => "The end of the interval was reached.",
            OdeOutcome.StoppedAtEvent => "An event stopped the integration.",
            OdeOutcome.TooManySteps =>
                "The maximum number of steps was used before the end; increase it or loosen the tolerance.",
            OdeOutcome.Stiff =>
                "The maximum number of steps was used, most of them limited by stability: the system is stiff; increase "
                    + "the maximum, shorten the interval or use the implicit method.",
            OdeOutcome.StepTooSmall =>
                "The tolerance asks for steps below the spacing of t; there may be a singularity ahead, or the tolerance "
                    + "is too small.",
            _ => "The right-hand side is infinite or not a number, however small the step; check its domain.",
        };
}
