using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/duhamel", "Source, decay and quasi-steady value of an off-block amplitude", Source = "C/eq-62-63")]
public sealed class Duhamel : Quantity
{
    [Parameter("phi", Description = "φ, odd")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 3, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("eps", Above = 0, Max = 0.3, Description = "ε, all scales of both blocks")]
    public double Scale { get; set; } = 0.05;

    [Parameter(Above = 0, Max = 10, Description = "factor on a₃…a_L of the target chain")]
    public double DownstreamFactor { get; set; } = 1;

    public override void Validate() => _ = BlockChoice.Odd(Phi);

    public override Outputs Evaluate()
    {
        double[] other = [.. Enumerable.Repeat(Scale, Depth)];
        double[] target = [.. other.Select((scale, l) => l >= 2 ? DownstreamFactor * scale : scale)];
        var linear = OffBlockLinearization.At(BlockChoice.Odd(Phi), target, other);
        return new Outputs
        {
            { "source", linear.Source },
            { "decay", linear.Decay },
            { "quasiSteady", linear.QuasiSteady },
        };
    }
}
