namespace Dlnx.Flatness;

/// <summary>
/// Δ(x), the size of a step of the log-curvature process x_{t+1} = x_t ± Δ(x_t) (D, eqs. 4 and 5), with its slope.
/// Instances are immutable.
/// </summary>
public abstract class StepLaw
{
    /// <summary>Δ(x).</summary>
    public abstract double At(double x);

    /// <summary>Δ′(x); at a kink, the slope on the right.</summary>
    public abstract double Slope(double x);

    /// <summary>sup |Δ′|, the Lipschitz constant L of Condition 5.8; +∞ when there is none.</summary>
    public abstract double Lipschitz { get; }

    /// <summary>T₊(x) = x + Δ(x).</summary>
    public double Up(double x) => x + At(x);

    /// <summary>T₋(x) = x − Δ(x).</summary>
    public double Down(double x) => x - At(x);
}
