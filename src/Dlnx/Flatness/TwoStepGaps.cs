namespace Dlnx.Flatness;

/// <summary>How far two steps from x_0 fall below it (Proposition F.10).</summary>
/// <param name="UpDown">g_{+−} = Δ(x_0 + Δ(x_0)) − Δ(x_0)</param>
/// <param name="DownUp">g_{−+} = Δ(x_0) − Δ(x_0 − Δ(x_0))</param>
/// <param name="DownDown">g_{−−} = Δ(x_0) + Δ(x_0 − Δ(x_0))</param>
public readonly record struct TwoStepGaps(double UpDown, double DownUp, double DownDown)
{
    /// <summary>The smallest of the three.</summary>
    public double Smallest => Math.Min(Math.Min(UpDown, DownUp), DownDown);

    /// <summary>The gaps of a law at a start.</summary>
    public static TwoStepGaps At(StepLaw law, double start)
    {
        ArgumentNullException.ThrowIfNull(law);
        var (here, above, below) = (law.At(start), law.At(law.Up(start)), law.At(law.Down(start)));
        return new(above - here, here - below, here + below);
    }
}
