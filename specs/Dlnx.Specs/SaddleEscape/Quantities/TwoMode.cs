using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/two-mode", "Escape of a two-mode network from its block-aligned start", Source = "C/eq-52-53")]
public sealed class TwoMode : Quantity
{
    private const double Horizon = 1e9;

    [Parameter("phi", Description = "φ, of class A, B or C and smooth at 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 10, Description = "α₁, α₂")]
    public double[] Alpha { get; set; } = [1, 0.5];

    [Parameter("eps", Min = 0.005, Max = 0.3, Description = "ε, all scales of both blocks")]
    public double Scale { get; set; } = 0.05;

    [Parameter("block", Min = 1, Max = 8, Description = "m, hidden units of a mode")]
    public int BlockSize { get; set; } = 2;

    [Parameter(Min = 3, Max = 5, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Description = "read-out of the modes")]
    public ModeOutput Output { get; set; } = ModeOutput.Scalar;

    public override void Validate()
    {
        _ = BlockChoice.Smooth(Phi);
        BlockChoice.RequirePair(Alpha);
    }

    public override Outputs Evaluate()
    {
        var phi = BlockChoice.Smooth(Phi);
        var escape = new TwoModeFlow(phi, Alpha, Depth, BlockSize, Scale, Output).Escape(Horizon);
        return new Outputs
        {
            { "tau1", escape.Time1 },
            { "tau2", escape.Time2 },
            { "decoupled1", DecoupledMode.EscapeTime(phi, Alpha[0], Depth, Scale, Horizon) },
            { "decoupled2", DecoupledMode.EscapeTime(phi, Alpha[1], Depth, Scale, Horizon) },
            { "angle", escape.Angle },
            { "blowUpTime", TwoModeFlow.BlowUpTime(phi, Alpha, Depth, BlockSize) },
            { "modeRatio", escape.ModeRatio },
        };
    }
}
