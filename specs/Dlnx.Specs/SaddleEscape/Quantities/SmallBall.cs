using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/small-ball", "How often a linear chain's signal is small against its gains", Source = "C/rem-anticonc")]
public sealed class SmallBall : Quantity
{
    // A quantity is a function of its parameters, so its draws come from a fixed stream.
    private const ulong Stream = 1;

    [Parameter(Min = 2, Max = 10, Description = "L")]
    public int Depth { get; set; } = 5;

    [Parameter(Min = 1, Max = 64, Description = "m")]
    public int Width { get; set; } = 8;

    [Parameter("dim", Min = 1, Max = 64, Description = "d, inputs")]
    public int InputDimension { get; set; } = 4;

    [Parameter(Min = 1, Max = 1_000_000, Description = "independent chains")]
    public int Draws { get; set; } = 20_000;

    [Parameter("t", Above = 0, Max = 1e6, Description = "ratio below t times the median")]
    public double Share { get; set; } = 0.1;

    public override Outputs Evaluate()
    {
        var sample = new SmallBallSample(new GaussianChain(Depth, Width, InputDimension), Draws, Stream);
        return new Outputs { { "probability", sample.Below(Share) }, { "median", sample.Median } };
    }
}
