using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/phi",
    "One step of gradient descent in the leaf coordinate of a pathway, its slope and whether it is strongly safe",
    Source = "A/lem-E.5, A/lem-E.6"
)]
public sealed class LeafStep : Quantity
{
    [Parameter("L", Min = 3, Max = 64, Description = "L, layers of the pathway")]
    public int Depth { get; set; } = 3;

    [Parameter("y", Above = 0, Max = 1e6, Description = "y = r^(2−L)")]
    public double Coordinate { get; set; } = 1;

    [Parameter("tau", Min = -1e6, Description = "τ = ηe, below y")]
    public double Tau { get; set; } = 0.1;

    public override void Validate()
    {
        if (Tau >= Coordinate)
            throw new ParameterException("tau", $"is {Tau:R}; it must be below y = {Coordinate:R}.");
    }

    public override Outputs Evaluate()
    {
        var x = Tau / Coordinate;
        return new Outputs
        {
            { "phi", LeafMap.Apply(Depth, Coordinate, Tau) },
            { "slope", LeafMap.Slope(Depth, x) },
            { "x", x },
            { "xc", LeafMap.CriticalRatio(Depth) },
            { "safe", x <= LeafMap.SafeRatio(Depth) },
        };
    }
}
