using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/residual",
    "The residual after one step of gradient descent and its expansion in powers of the residual before",
    Source = "A/lem-E.9"
)]
public sealed class ResidualAfterStep : Quantity
{
    [Parameter("L", Min = 2, Max = 16, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("r", Above = 0, Max = 1e3, Description = "r_p, one per pathway")]
    public double[] Scales { get; set; } = [0.9, 0.6, 0.3];

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 0.5;

    [Parameter("eta", Above = 0, Max = 1e6, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.2;

    public override Outputs Evaluate()
    {
        var expansion = ResidualExpansion.Of(PathwayMode.Homogeneous(Depth, Sigma, Scales), LearningRate);
        return new Outputs
        {
            { "e", expansion.Residual },
            { "lambda", expansion.Sharpness },
            { "Q", expansion.Quadratic },
            { "T", expansion.Cubic },
            { "exact", expansion.Exact },
            { "two", expansion.TwoTerms },
            { "three", expansion.ThreeTerms },
        };
    }
}
