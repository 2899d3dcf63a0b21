namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/loop-gain", "Loop gain, growth rate and growing direction of a stage Jacobian", Source = "C/prop-24")]
public sealed class LoopGain : Quantity
{
    [Parameter("Lambda_a", Above = 0, Max = 1e6, Description = "diagonal of Λ_a")]
    public double[] DecayA { get; set; } = [1, 2];

    [Parameter("Lambda_b", Above = 0, Max = 1e6, Description = "diagonal of Λ_b")]
    public double[] DecayB { get; set; } = [0.5, 1.5, 1];

    [Parameter("B", Min = 0, Max = 1e6, Description = "couplings, one row for each entry of Λ_a")]
    public double[][] B { get; set; } = StageChoice.DefaultB;

    [Parameter("C", Min = 0, Max = 1e6, Description = "couplings, one row for each entry of Λ_b")]
    public double[][] C { get; set; } = StageChoice.DefaultC;

    public override void Validate() => StageChoice.Require(DecayA, DecayB, B, C);

    public override Outputs Evaluate()
    {
        var stage = StageChoice.Stage(DecayA, DecayB, B, C);
        return new Outputs
        {
            { "rho", stage.LoopGainRadius() },
            { "lambdaMax", stage.Abscissa },
            { "vector", stage.LeadingVector() },
        };
    }
}
