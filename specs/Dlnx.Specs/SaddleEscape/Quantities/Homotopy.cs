using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/homotopy", "Escape times along a family of flows, and their derivative by adjoints", Source = "C/prop-23")]
public sealed class Homotopy : Quantity
{
    [Parameter(Description = "the family of flows")]
    public HomotopyFamily Family { get; set; } = HomotopyFamily.Linear;

    [Parameter("z0", Description = "start; unset for the family's own")]
    public double[]? Start { get; set; }

    [Parameter(Above = 0, Description = "θ; unset for the family's own, 1 or (product) 0.5")]
    public double? Threshold { get; set; }

    [Parameter("s", Min = 0, Max = 1, Description = "where the derivative is taken")]
    public double Place { get; set; } = 0.4;

    [Parameter(Min = 1, Max = 32, Description = "nodes of the Gauss–Legendre rule in s")]
    public int Nodes { get; set; } = 5;

    public override void Validate() => _ = Family.Homotopy(Start, Threshold);

    public override Outputs Evaluate()
    {
        var homotopy = Family.Homotopy(Start, Threshold);
        var (before, at, after) = (homotopy.Crossing(0), homotopy.Crossing(Place), homotopy.Crossing(1));
        var all = IsCrossed(before) && IsCrossed(after);
        return new Outputs
        {
            { "tau0", Time(before) },
            { "tau1", Time(after) },
            { "difference", all ? after.Time - before.Time : null },
            { "derivative", IsCrossed(at) ? homotopy.Sensitivity(Place).Derivative : null },
            { "quadrature", all && IsCrossed(at) ? homotopy.Difference(Nodes) : null },
        };
    }

    private static bool IsCrossed(EscapeCrossing crossing) => crossing.Outcome == CrossingOutcome.Transversal;

    private static double? Time(EscapeCrossing crossing) => IsCrossed(crossing) ? crossing.Time : null;
}
