using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/leaf",
    "The zero-loss point of a gradient-flow leaf and its sharpness, against the quadratic prediction",
    Source = "A/prop-E.4, A/eq-57"
)]
public sealed class LeafSharpness : Quantity
{
    [Parameter("L", Min = 3, Max = 64, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter("xi", Min = -1e6, Max = 1e6, Description = "ξ_p = y_p − ȳ, one per pathway; a mean is removed")]
    public double[] Deviations { get; set; } = [0.1, -0.1];

    public override Outputs Evaluate()
    {
        var leaf = new Leaf(Depth, Sigma, Deviations);
        var outputs = new Outputs
        {
            { "lambda", leaf.Sharpness },
            { "quadratic", leaf.QuadraticSharpness },
            { "lambdaStar", leaf.Balanced.Sharpness },
            { "s", leaf.Terminal.Coefficients },
            { "V", leaf.Variance },
            { "Lambda", leaf.Balanced.VarianceCurvature },
        };
        // The mean of 0.3, −0.1, −0.2 is rounding; that of 0.3, 0.1 is not.
        var mean = Deviations.Average();
        if (Math.Abs(mean) > 1e-12 * Deviations.Max(Math.Abs))
            outputs.Add("warning", $"Deviations add up to 0; the mean {mean:R} of xi was removed.");
        return outputs;
    }
}
