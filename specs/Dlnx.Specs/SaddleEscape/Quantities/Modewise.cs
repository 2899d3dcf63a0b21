using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity(
    "C/modewise",
    "T_L(θ) = ∫₀^θ dx/(1 + x^(L−1)), the scalar model's escape time at Γ = 1",
    Source = "C/eq-52-53"
)]
public sealed class Modewise : Quantity
{
    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 5, Description = "θ")]
    public double Theta { get; set; } = 0.5;

    public override Outputs Evaluate() => new() { { "time", ModewiseProfile.Time(Depth, Theta) } };
}
