namespace Dlnx.Verify.Results;

/// <summary>
/// The smallest change of a prediction that a piece of evidence notices, found by holding the same measurement against
/// predictions that are wrong on purpose.
/// </summary>
/// <param name="Change">The size of the change: 1, 2 or 5 times a power of ten, from 1e-12 to 1.</param>
/// <param name="Kind">How the prediction was changed.</param>
public sealed record Sensitivity(double Change, ChangeKind Kind);

/// <summary>How a prediction was made wrong on purpose.</summary>
public enum ChangeKind
{
    /// <summary>Multiplied and divided by 1 + change; noticing one of both counts.</summary>
    Scaled,

    /// <summary>
    /// Moved by the change, where scaling says nothing: a prediction of 0, and a deviation that is not relative.
    /// </summary>
    Shifted,
}
