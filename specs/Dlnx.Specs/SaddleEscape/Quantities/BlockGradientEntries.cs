using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity(
    "C/block-gradient",
    "Minus-gradient entries of a two-mode network at a block-aligned point",
    Source = "C/block-ansatz"
)]
public sealed class BlockGradientEntries : Quantity
{
    [Parameter("phi", Description = "φ, of class A, B or C and smooth at 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter("beta", Above = 0, Max = 5, Description = "inner gain β")]
    public double Gain { get; set; } = 1;

    [Parameter(Min = 3, Max = 6, Description = "L; give a and b as well")]
    public int Depth { get; set; } = 3;

    [Parameter("block", Min = 1, Max = 8, Description = "m, hidden units of a mode")]
    public int BlockSize { get; set; } = 2;

    [Parameter("a", Min = -3, Max = 3, Description = "scales of block 1")]
    public double[] A { get; set; } = [0.2, 0.3, 0.4];

    [Parameter("b", Min = -3, Max = 3, Description = "scales of block 2")]
    public double[] B { get; set; } = [0.25, 0.35, 0.3];

    [Parameter(Min = -10, Max = 10, Description = "α₁, α₂")]
    public double[] Alpha { get; set; } = [1, 0.7];

    [Parameter(Description = "read-out of the modes")]
    public ModeOutput Output { get; set; } = ModeOutput.Scalar;

    public override void Validate()
    {
        _ = BlockChoice.Smooth(Phi, Gain);
        BlockChoice.Require(Depth, A, B, Alpha);
    }

    public override Outputs Evaluate()
    {
        var gradient = BlockGradient.At(BlockChoice.Smooth(Phi, Gain), A, B, Alpha, BlockSize, Output);
        return new Outputs
        {
            { "offBlock12", gradient.OffBlock12 },
            { "offBlock21", gradient.OffBlock21 },
            { "rotation12", gradient.Rotation12 },
            { "rotation21", gradient.Rotation21 },
            { "onBlock", gradient.OnBlock },
        };
    }
}
