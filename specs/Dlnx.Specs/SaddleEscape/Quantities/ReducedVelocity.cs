using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/reduced-velocity", "Velocity and loss of the exact reduced flow at a point", Source = "C/thm-4")]
public sealed class ReducedVelocity : Quantity
{
    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter("a", Min = -100, Max = 100, Description = "the scales a₁, …, a_L, 2 to 12")]
    public double[] Scales { get; set; } = [0.3, 0.5, 0.4];

    [Parameter(Min = -100, Max = 100, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1;

    public override void Validate()
    {
        _ = ActivationChoice.Resolve(Phi, Beta);
        ChainSetting.RequireChain("a", Scales);
    }

    public override Outputs Evaluate()
    {
        var activation = ActivationChoice.Resolve(Phi, Beta);
        var leading = LeadingOrder.Exists(activation) ? new LeadingOrder(activation, Scales.Length, Alpha) : null;
        return new Outputs
        {
            { "velocity", ChainSetting.Velocity(activation, Scales, Alpha) },
            { "loss", new ReducedChain(activation, Scales.Length, Alpha).Loss(Scales) },
            { "leading", leading?.Field(Scales) },
        };
    }
}
