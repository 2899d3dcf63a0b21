namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/collapse", "The rescaled escape time of balanced scales against the master curve", Source = "C/cor-7")]
public sealed class Collapse : Quantity
{
    [Parameter("phi", Description = "φ, with a slope at 0 and φ(0) = 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter(Min = 1e-3, Max = 0.2, Description = "ε")]
    public double Eps { get; set; } = 0.01;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆, above ε")]
    public double Threshold { get; set; } = 0.3;

    public override void Validate()
    {
        EscapeSetting.Resolve(Phi);
        EscapeSetting.RequireThreshold(Threshold, Eps);
    }

    public override Outputs Evaluate()
    {
        var law = new CollapseCorrection(EscapeSetting.Resolve(Phi), Depth) { Threshold = Threshold };
        var measured = law.Measured(Eps);
        return new Outputs
        {
            { "kappaTau", law.Drive * (measured + law.Leading(Eps)) },
            { "master", law.Drive * law.Leading(Eps) },
            { "correctionPredicted", law.HasLaw ? law.Predicted(Eps) : null },
            { "correctionMeasured", measured },
        };
    }
}
