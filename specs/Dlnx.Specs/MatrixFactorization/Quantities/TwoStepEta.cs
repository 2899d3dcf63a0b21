using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/two-step-eta", "The step at which two steps of the balanced map return to a point", Source = "B/lem-11")]
public sealed class TwoStepEta : Quantity
{
    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("x0", Above = 0, Below = 1, Description = "x₀, in units of σ^(1/L)")]
    public double Start { get; set; } = 0.95;

    public override Outputs Evaluate() => new() { { "kTwoStep", ReturnStep.Through(Depth, Start) } };
}
