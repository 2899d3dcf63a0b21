using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/resonance", "The coefficient of the logarithm in the escape time at the resonance", Source = "C/eq-30")]
public sealed class Resonance : Quantity
{
    [Parameter("phi", Description = "φ, of class B or C")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter(Min = 2, Max = 8, Description = "L; q + 1 unless given")]
    public int? Depth { get; set; }

    [Parameter(Min = 1e-3, Max = 0.05, Description = "ε")]
    public double Eps { get; set; } = 0.01;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆, above ε")]
    public double Threshold { get; set; } = 0.3;

    private Activation Activation => ActivationChoice.Resolve(Phi, Beta, ActivationClass.B, ActivationClass.C);

    public override void Validate()
    {
        _ = Activation;
        EscapeSetting.RequireThreshold(Threshold, Eps);
    }

    public override Outputs Evaluate()
    {
        var q = Activation.Order!.Value;
        var shift = new ResonanceShift(Activation, Depth ?? (q + 1)) { Threshold = Threshold };
        var (whole, half) = (shift.Excess(Eps), shift.Excess(Eps / 2));
        var coefficient = whole is { } first && half is { } second ? shift.Coefficient(first, second) : (double?)null;
        return new Outputs
        {
            { "coefficient", coefficient },
            { "normalized", coefficient / -shift.Ratio },
            { "predicted", -2.0 * q / (q + 1) * shift.Ratio },
            { "delta", whole },
            { "deltaHalf", half },
        };
    }
}
