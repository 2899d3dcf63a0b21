using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/alpha-prime", "The bound α′ of the start in its variants", Source = "B/alpha-prime")]
public sealed class StartBounds : Quantity
{
    [Parameter(Min = 2, Max = 50, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 1;

    [Parameter("k", Above = 0, Below = StepChoice.Largest, Description = "ηS")]
    public double Step { get; set; } = 2.4;

    public override Outputs Evaluate() =>
        new()
        {
            { "i", StartBound.OfLemmaTwo(Depth, Step, Sigma) },
            { "ii", StartBound.OfLemmaFive(Depth, Step, Sigma) },
            { "iii", StartBound.OfDerivation(Depth, Step, Sigma) },
            { "iv", StartBound.Tight(Depth, Step, Sigma) },
            { "printed", StartBound.Printed(Depth, Step, Sigma) },
        };
}
