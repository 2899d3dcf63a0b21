namespace Dlnx.Verify.Gate;

/// <summary>How much worse a run may be before it counts.</summary>
/// <param name="MarginFactor">The factor by which a margin may shrink; larger than 1.</param>
/// <param name="TimeFactor">The factor by which a time may grow; larger than 1.</param>
public sealed record GateThresholds(double MarginFactor = 2, double TimeFactor = 2)
{
    /// <summary>Shorter times are noise and count as this one, in seconds.</summary>
    public const double ShortestTime = 0.5;
}
