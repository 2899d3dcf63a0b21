using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/printed-roots", "Roots of the polynomial as printed, with the spurious factor L", Source = "B/thm-1")]
public sealed class PrintedRoots : Quantity
{
    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("k", Above = 0, Max = 4, Description = "ηS = ηLσ^(2−2/L), at σ = 1")]
    public double Step { get; set; } = 2.1;

    public override Outputs Evaluate()
    {
        var roots = PrintedTwoCycle.Roots(Depth, Step);
        return new Outputs
        {
            { "lower", roots.Lower },
            { "upper", roots.Upper },
            {
                "tiedMultiplier",
                roots.Lower.Count > 0 && roots.Upper.Count > 0 ? PrintedTwoCycle.TiedMultiplier(Depth, Step) : null
            },
        };
    }
}
