using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/mode-sharpness",
    "The sharpness of one singular mode at an aligned minimum, for given shares of the pathways",
    Source = "A/prop-4.1, A/prop-5.1"
)]
public sealed class ModeSharpness : Quantity
{
    [Parameter(Min = 1, Max = 64, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [3];

    [Parameter("s", Min = 0, Max = 1e6, Description = "s_p, what each pathway carries of the mode")]
    public double[] Coefficients { get; set; } = [2, 0.5];

    public override void Validate()
    {
        AllocationRules.Require(Coefficients);
        _ = OfPathways;
    }

    private int[] OfPathways => DepthChoice.For(Depths, Coefficients.Length, "s");

    public override Outputs Evaluate()
    {
        var depths = OfPathways;
        var homogeneous = LearningRate.IsHomogeneous(depths);
        var sigma = Coefficients.Sum();
        return new Outputs
        {
            { "lambda", PathwaySharpness.OfMode(depths, Coefficients) },
            { "sigma", sigma },
            { "lambdaMin", Flattest(depths, sigma) },
            { "lambdaSingle", homogeneous ? PathwaySharpness.Single(depths[0], sigma) : null },
            { "eigenvector", LayeredMode.Balanced(depths, sigma, Coefficients).Jacobian() },
        };
    }

    // Where a depth is 1 the sharpness need not have a minimum inside the simplex.
    private static double? Flattest(int[] depths, double sigma)
    {
        if (LearningRate.IsHomogeneous(depths))
            return PathwaySharpness.Minimum(depths[0], sigma, depths.Length);
        return depths.Contains(1) ? null : OptimalAllocation.Of(depths, sigma).Sharpness;
    }
}
