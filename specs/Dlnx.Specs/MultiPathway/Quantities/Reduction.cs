using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/reduction",
    "The sharpness of a mode split equally over pathways, against that of a single pathway",
    Source = "A/thm-4.2, A/cons-51"
)]
public sealed class Reduction : Quantity
{
    [Parameter("L", Min = 2, Max = 1e6, Description = "L, real")]
    public double Depth { get; set; } = 3;

    [Parameter("P", Min = 1, Max = 1_000_000, Description = "P")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    public override Outputs Evaluate()
    {
        var single = PathwaySharpness.Single(Depth, Sigma);
        var minimum = PathwaySharpness.Minimum(Depth, Sigma, Pathways);
        return new Outputs
        {
            { "lambdaMin", minimum },
            { "lambdaSingle", single },
            { "factor", PathwaySharpness.ReductionFactor(Depth, Pathways) },
            { "etaLow", 2 / single },
            { "etaHigh", 2 / minimum },
        };
    }
}
