using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/swap",
    "The step at which the first singular value dips below the second, so that sorted values swap",
    Source = "B/fig-18"
)]
public sealed class SwapStep : Quantity
{
    [Parameter(Min = 2, Max = 20, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Below = 1, Description = "σ₂/σ₁")]
    public double Ratio { get; set; } = 0.85;

    public override Outputs Evaluate()
    {
        var k = ReturnStep.Through(Depth, Math.Pow(Ratio, 1.0 / Depth));
        return new Outputs { { "kSwap", k }, { "etaSwap·S", k } };
    }
}
