namespace Dlnx.Escape;

/// <summary>How a solution meets its threshold.</summary>
public enum CrossingOutcome
{
    /// <summary>It crosses at a positive speed: the time is a smooth function of the flow.</summary>
    Transversal,

    /// <summary>It touches the threshold with ⟨∇Θ, F⟩ = 0: the time is not a smooth function of the flow.</summary>
    Grazing,

    /// <summary>It stays below for as long as it could be followed.</summary>
    NotReached,
}

/// <summary>Where a solution meets its threshold.</summary>
/// <param name="Outcome">how</param>
/// <param name="Time">τ; infinite when the threshold is not reached</param>
/// <param name="State">z(τ); empty when the threshold is not reached</param>
/// <param name="Speed">⟨∇Θ, F⟩ at z(τ)</param>
public sealed record EscapeCrossing(CrossingOutcome Outcome, double Time, double[] State, double Speed)
{
    internal static EscapeCrossing NotReached { get; } =
        new(CrossingOutcome.NotReached, double.PositiveInfinity, [], 0);

    /// <summary>This crossing, if it is transversal.</summary>
    /// <param name="s">s, for the message</param>
    /// <exception cref="ArithmeticException">it is not; the message says what happens instead</exception>
    public EscapeCrossing OrThrow(double s) =>
        Outcome switch
        {
            CrossingOutcome.Transversal => this,
            CrossingOutcome.Grazing => throw new ArithmeticException(
                $"At s = {s:R} the solution only grazes the threshold at t = {Time:R}: the escape time has no derivative there."
            ),
            _ => throw new ArithmeticException(
                $"At s = {s:R} the threshold is not reached in the time and the steps allowed."
            ),
        };
}

/// <summary>The derivative of an escape time, and what bears witness to its accuracy.</summary>
/// <param name="Time">τ_s</param>
/// <param name="Derivative">dτ_s/ds</param>
/// <param name="AdjointSpeed">⟨p, F_s⟩ at t = 0, exactly 1 without numerical error</param>
/// <param name="Mismatch">largest distance from a stored state when one forward step is integrated back</param>
public sealed record EscapeSensitivity(double Time, double Derivative, double AdjointSpeed, double Mismatch);
