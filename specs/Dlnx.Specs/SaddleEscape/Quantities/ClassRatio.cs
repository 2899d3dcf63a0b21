using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/class-ratio", "First relative corrections of the flow on the balanced ray", Source = "C/C.4-classC")]
public sealed class ClassRatio : Quantity
{
    [Parameter("phi", Description = "φ, with φ(0) = 0 and a slope there")]
    public string Phi { get; set; } = "gelu";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter(Min = 3, Max = 12, Description = "L")]
    public int Depth { get; set; } = 4;

    private Activation Activation => ActivationChoice.Resolve(Phi, Beta);

    public override void Validate()
    {
        if (!LeadingOrder.Exists(Activation))
            throw new ParameterException("phi", $"is '{Phi}', which has a value at 0 or no slope there.");
    }

    public override Outputs Evaluate() =>
        new()
        {
            { "rho", RayRatios.Measure(Activation, Depth, ChainSetting.RayScale(Beta)) },
            { "C0", ActivationConstants.Of(Activation).CorrectionRatio },
            { "c2", Activation.TaylorCoefficient(2) },
        };
}
