using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/cross-eigenvalue",
    "The two Hessian eigenvalues that belong to a pair of singular modes at an aligned minimum",
    Source = "A/prop-4.1"
)]
public sealed class CrossEigenvalue : Quantity
{
    [Parameter(Min = 1, Max = 64, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [3];

    [Parameter("si", Min = 0, Max = 1e6, Description = "s_{p,i}, what each pathway carries of mode i")]
    public double[] First { get; set; } = [2, 1];

    [Parameter("sj", Min = 0, Max = 1e6, Description = "s_{p,j}, what each pathway carries of mode j")]
    public double[] Second { get; set; } = [0.5, 1.5];

    public override void Validate()
    {
        if (First.Length != Second.Length)
        {
            var counts = $"has {Second.Length} values but si has {First.Length}";
            throw new ParameterException("sj", $"{counts}; give one for each pathway in both.");
        }
        _ = OfPathways;
    }

    private int[] OfPathways => DepthChoice.For(Depths, First.Length, "si");

    public override Outputs Evaluate()
    {
        var depths = OfPathways;
        return new Outputs
        {
            { "muIJ", PathwaySharpness.Cross(depths, First, Second) },
            { "muJI", PathwaySharpness.Cross(depths, Second, First) },
            { "lambdaI", PathwaySharpness.OfMode(depths, First) },
            { "lambdaJ", PathwaySharpness.OfMode(depths, Second) },
        };
    }
}
