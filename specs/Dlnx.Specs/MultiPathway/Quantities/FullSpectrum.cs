using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/spectrum",
    "The non-zero spectrum of the full Hessian at an aligned minimum",
    Source = "A/prop-4.1, A/x-2"
)]
public sealed class FullSpectrum : Quantity
{
    [Parameter(Min = 1, Max = 64, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [3];

    [Parameter("s", Min = 0, Max = 1e6, Description = "s_{p,i}: a row for each pathway, a column for each mode")]
    public double[][] Coefficients { get; set; } =
    [
        [2, 0.5],
        [1, 1.5],
    ];

    public override void Validate()
    {
        AllocationRules.Require(Coefficients);
        _ = OfPathways;
    }

    private int[] OfPathways => DepthChoice.For(Depths, Coefficients.Length, "s");

    public override Outputs Evaluate()
    {
        var eigenvalues = PathwaySpectrum.Eigenvalues(OfPathways, Coefficients);
        return new Outputs
        {
            { "eigenvalues", eigenvalues },
            { "top", eigenvalues[0] },
            { "rank", eigenvalues.Count(value => value > 0) },
            { "lambda", PathwaySpectrum.ModeSharpness(OfPathways, Coefficients) },
        };
    }
}
