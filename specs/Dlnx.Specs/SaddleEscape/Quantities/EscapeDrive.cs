using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/drive", "The drive κ = αc₁^(L−1)μ₁ of the escape and its first correction", Source = "C/eq-7")]
public sealed class EscapeDrive : Quantity
{
    [Parameter(Description = ActivationChoice.Meaning)]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, an inner gain")]
    public double Beta { get; set; } = 1;

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Min = -10, Max = 10, Description = "α, the scale of the teacher")]
    public double Alpha { get; set; } = 1;

    public override void Validate() => ActivationChoice.Resolve(Phi, Beta);

    public override Outputs Evaluate()
    {
        var activation = ActivationChoice.Resolve(Phi, Beta);
        var constants = ActivationConstants.Of(activation);
        return new Outputs
        {
            { "kappa", ActivationConstants.Drive(activation, Depth, Alpha) },
            { "mu1", constants.Mu1 },
            { "C0", constants.CorrectionRatio },
            // The correction meets its resonance at L = q + 1; class D has no balanced ray at 0.
            { "resonantDepth", activation.Class == ActivationClass.D ? null : activation.Order + 1 },
        };
    }
}
