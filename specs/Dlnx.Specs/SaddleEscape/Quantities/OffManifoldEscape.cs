using Dlnx.Escape;
using Dlnx.Numerics.Ode;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity(
    "C/off-manifold",
    "When a full network with a bottleneck escapes, against its blow-up time, and how far from symmetric it is then",
    Source = "C/thm-11, C/rem-not-attracting"
)]
public sealed class OffManifoldEscape : Quantity
{
    [Parameter("phi", Description = "φ")]
    public string Phi { get; set; } = "tanh";

    [Parameter("widths", Min = 1, Max = 64, Description = "n₀ = 2, …, n_L = 1")]
    public int[] Widths { get; set; } = [2, 4, 4, 4, 4, 1];

    [Parameter("amp", Min = 0.2, Max = 2, Description = "amplitude of the weights")]
    public double Amplitude { get; set; } = 0.9;

    [Parameter("r", Min = 1, Max = 12, Description = "the first layers that are scaled by eps")]
    public int Layers { get; set; } = 3;

    [Parameter("eps", Min = 2e-3, Max = 0.3, Description = "ε")]
    public double Eps { get; set; } = 0.03;

    [Parameter("alpha", Above = 0, Max = 10, Description = "α")]
    public double Alpha { get; set; } = 1;

    [Parameter("angle", Min = -4, Max = 4, Description = "of u, in radians")]
    public double Angle { get; set; } = 0.6;

    [Parameter("thresholdFraction", Above = 0.05, Below = 0.95, Description = "of the zero network's loss")]
    public double Fraction { get; set; } = 0.5;

    private BottleneckNetwork Setting =>
        new()
        {
            Activation = ActivationChoice.Resolve(Phi),
            Widths = Widths,
            Amplitude = Amplitude,
            Layers = Layers,
            Scale = Eps,
            Alpha = Alpha,
            Angle = Angle,
        };

    public override void Validate() => Setting.Validated();

    public override Outputs Evaluate()
    {
        var setting = Setting;
        var network = setting.Start();
        var end = setting.Escape(Fraction, CancellationToken.None);
        double? time = end.Outcome == OdeOutcome.StoppedAtEvent ? end.Time : null;
        end.State.CopyTo(network.Parameters);
        double? blowUp =
            Layers >= 3 && setting.Activation.Slope is not null
                ? new HomogeneousBlowUp((setting with { Scale = 1 }).Start(), Layers, setting.Drive).Time
                : null;
        return new()
        {
            { "tau", time },
            { "blowUpTime", blowUp },
            { "ratio", time * Math.Pow(Eps, Layers - 2) / blowUp },
            { "baseline", setting.Flow().BaselineLoss },
            { "signal0", setting.Energy().Value },
            { "symmetryDistance", PermutationSymmetry.Distances(network) },
        };
    }
}
