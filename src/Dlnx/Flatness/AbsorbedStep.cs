namespace Dlnx.Flatness;

/// <summary>Δ above an exit level and 0 at and below it: a state that exits stays where it is (Assumption 5.2, C6).</summary>
/// <param name="law">Δ above the exit</param>
/// <param name="exit">x_exit; −∞ for no exit</param>
public sealed class AbsorbedStep(StepLaw law, double exit) : StepLaw
{
    /// <summary>x_exit.</summary>
    public double Exit { get; } = exit;

    /// <summary>+∞, because Δ jumps at the exit; that of Δ without an exit.</summary>
    public override double Lipschitz => double.IsNegativeInfinity(Exit) ? law.Lipschitz : double.PositiveInfinity;

    /// <inheritdoc/>
    public override double At(double x) => x <= Exit ? 0 : law.At(x);

    /// <inheritdoc/>
    public override double Slope(double x) => x <= Exit ? 0 : law.Slope(x);
}
