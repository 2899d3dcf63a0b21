using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/invariance",
    "How far gradient descent strays from the singular-vector-stationary, depth-balanced set",
    Source = "A/init-11, A/prop-B.4, A/lem-E.1"
)]
public sealed class Invariance : Quantity
{
    // A quantity is a function of its parameters, so its random targets come from a fixed stream.
    private const ulong TargetStream = 1;

    [Parameter(Description = "the target")]
    public InvarianceTarget Target { get; set; } = InvarianceTarget.Psd;

    [Parameter(Min = 2, Max = 8, Description = "L of all pathways")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Below = 1, Description = "α_p, the scale of each pathway")]
    public double[] Alpha { get; set; } = [0.3, 0.25];

    [Parameter("eta", Above = 0, Max = 0.2, Description = "learning rate η")]
    public double Rate { get; set; } = 0.05;

    [Parameter(Min = 1, Max = 20_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 800;

    [Parameter(Min = 0, Max = 1, Description = "1 for the start α_p UVᵀ, α_p I, …; 0 for α_p I in every layer")]
    public int Aligned { get; set; }

    public override Outputs Evaluate()
    {
        var target = Target.Build(new RandomStream(TargetStream));
        var start =
            Aligned == 1
                ? InvarianceTargets.AlignedStart(Depth, Alpha, target)
                : InvarianceTargets.IdentityStart(Depth, Alpha, target);
        var run = PathwayInvariance.Along(start, target, Rate, Steps);
        return new Outputs
        {
            { "layerGap", run.LayerGap },
            { "offDiagonal", run.OffDiagonal },
            { "spread", run.Spread },
            { "loss", Defined.OrNull(run.Loss) },
        };
    }
}
