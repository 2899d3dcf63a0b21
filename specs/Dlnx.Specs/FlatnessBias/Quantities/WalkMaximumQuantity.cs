using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/walk-max", "The maximum of a simple symmetric walk and its bound", Source = "D/lem-5.10")]
public sealed class WalkMaximumQuantity : Quantity
{
    [Parameter("t", Min = 1, Max = 5000, Description = "steps")]
    public int Steps { get; set; } = 100;

    [Parameter("s", Min = 1, Max = 5000, Description = "level, at most t")]
    public int Level { get; set; } = 20;

    public override void Validate()
    {
        if (Level > Steps)
            throw new ParameterException("s", $"is {Level}; it must be at most t = {Steps}.");
    }

    public override Outputs Evaluate() =>
        new() { { "prob", WalkMaximum.Probability(Steps, Level) }, { "bound", WalkMaximum.Bound(Steps, Level) } };
}
