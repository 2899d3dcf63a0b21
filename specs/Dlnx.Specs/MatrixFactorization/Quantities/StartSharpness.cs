using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/gfs",
    "GFS sharpness of the unbalanced start, its bounds and the growth of its logarithm",
    Source = "B/lem-5, B/fig-22, B/fig-23"
)]
public sealed class StartSharpness : Quantity
{
    [Parameter(Min = 0, Max = 1e3, Description = "α")]
    public double Alpha { get; set; } = 0.3;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 10;

    [Parameter(Min = 2, Max = 50, Description = "L")]
    public int Depth { get; set; } = 3;

    public override Outputs Evaluate()
    {
        var end = UnbalancedMinimum.From(Depth, Sigma, Alpha);
        var (tight, crude) = (StartGrowth.Tight(Depth), StartGrowth.Crude(Depth));
        return new Outputs
        {
            { "xHat", end.X },
            { "yHat", end.Y },
            { "Psi", Defined.OrNull(end.Sharpness) },
            { "Psi0", UnbalancedMinimum.From(Depth, Sigma, 0).Sharpness },
            { "bound", Defined.OrNull(StartGrowth.Bound(Depth, Sigma, Alpha, tight)) },
            { "boundCrude", Defined.OrNull(StartGrowth.Bound(Depth, Sigma, Alpha, crude)) },
            { "g", tight },
            { "P", end.Growth },
            { "alphaCrit", StartGrowth.Peak(Depth, Sigma) },
            { "Pmax", StartGrowth.PeakGrowth(Depth, Sigma) },
        };
    }
}
