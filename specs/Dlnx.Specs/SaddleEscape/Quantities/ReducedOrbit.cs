using Dlnx.Escape;
using Dlnx.Numerics.Ode;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/reduced-orbit", "Scales and loss of the exact reduced flow after some time", Source = "C/fig-1")]
public sealed class ReducedOrbit : Quantity
{
    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter("a0", Min = -100, Max = 100, Description = "a(0), 2 to 12 scales")]
    public double[] Start { get; set; } = [0.25, 0.3, 0.2, 0.35];

    [Parameter(Min = -100, Max = 100, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1;

    [Parameter(Min = 0, Max = 1e9, Description = "τ")]
    public double Tau { get; set; } = 30;

    public override void Validate()
    {
        _ = ActivationChoice.Resolve(Phi, Beta);
        ChainSetting.RequireChain("a0", Start);
    }

    public override Outputs Evaluate()
    {
        var chain = new ReducedChain(ActivationChoice.Resolve(Phi, Beta), Start.Length, Alpha);
        var options = new OdeOptions { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-14 };
        // After the escape the flow is stiff: it creeps along a valley for as long as τ lasts.
        var end = OdeSolver.SolveStiff((_, a, v) => chain.Velocity(a, v), 0, Start, Tau, options).OrThrow().State;
        return new Outputs { { "a", end }, { "loss", chain.Loss(end) } };
    }
}
