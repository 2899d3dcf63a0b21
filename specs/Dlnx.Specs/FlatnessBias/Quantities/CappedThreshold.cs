using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/ca-threshold",
    "The cap below which Clipped-Ada diverges on a quadratic, and a run at a cap",
    Source = "D/J-phase"
)]
public sealed class CappedThreshold : Quantity
{
    private const int Steps = 6000;
    private const double Start = 5;
    private const double Divergence = 1e12;

    [Parameter(Above = 0, Max = 1e6, Description = "λ")]
    public double Lambda { get; set; } = 10;

    [Parameter("eta", Above = 0, Max = 1e3, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.1;

    [Parameter("eps", Min = 0, Max = 1e3, Description = "ε")]
    public double Epsilon { get; set; } = 1e-8;

    [Parameter("tau", Above = 0, Max = 1e12, Description = "cap τ of a run of 6000 steps from 5; none by default")]
    public double? Cap { get; set; }

    public override Outputs Evaluate()
    {
        var run = Cap is { } cap ? Run(cap) : null;
        bool? bounded = run is null ? null : run.FirstBeyond(Divergence) is null;
        return new Outputs
        {
            { "tau_c", CappedCycle.CriticalCap(Lambda, LearningRate, Epsilon) },
            { "cycle_amplitude", CappedCycle.Amplitude(Lambda, LearningRate, Epsilon) },
            { "bounded", bounded },
            { "late_max", bounded == true ? LateMaximum(run!) : null },
        };
    }

    private QuadraticDescent Run(double cap)
    {
        var rule = PreconditionedRule.ClippedAda(LearningRate, cap) with
        {
            Epsilon = Epsilon,
            BiasCorrection = BiasCorrection.Off,
        };
        return QuadraticDescent.Run([Lambda], [Start], rule, Steps);
    }

    private static double? LateMaximum(QuadraticDescent run) =>
        Enumerable.Range(Steps - 99, 100).Max(t => Math.Abs(run.Points[t, 0]));
}
