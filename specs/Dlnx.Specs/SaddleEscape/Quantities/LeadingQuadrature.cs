using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/quadrature", "The leading-order escape time of given scales", Source = "C/thm-5")]
public sealed class LeadingQuadrature : Quantity
{
    [Parameter("phi", Description = "φ, with a slope at 0 and φ(0) = 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter("a0", Min = 1e-6, Max = 1, Description = "a₁(0), …, a_L(0), 2 to 12")]
    public double[] Start { get; set; } = [0.1, 0.1, 0.1];

    [Parameter(Above = 0, Max = 10, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆, above the smallest scale")]
    public double Threshold { get; set; } = 0.5;

    public override void Validate()
    {
        EscapeSetting.Resolve(Phi, Beta);
        ChainSetting.RequireChain("a0", Start);
        EscapeSetting.RequireThreshold(Threshold, Start.Min());
    }

    public override Outputs Evaluate()
    {
        var activation = EscapeSetting.Resolve(Phi, Beta);
        return new Outputs
        {
            { "tau", EscapeSetting.LeadingTime(activation, Start, Threshold, Alpha) },
            { "kappa", EscapeSetting.Drive(activation, Start.Length, Alpha) },
        };
    }
}
