using Dlnx.Linear;
using Dlnx.Specs.MatrixFactorization.Quantities;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/run-modes",
    "Gradient descent on several singular modes at one learning rate",
    Source = "A/eq-24, A/fig-8"
)]
public sealed class ModeRuns : Quantity
{
    [Parameter(Min = 1, Max = 64, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [4];

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [1.5, 1.3, 1.1, 0.6];

    [Parameter(Min = 0, Max = 1e3, Description = "α_p, one per pathway, the same in all modes; 0 for a dead one")]
    public double[] Alpha { get; set; } = [0.22, 0.20, 0.19, 0.18];

    [Parameter("q", Above = 0, Max = 1e3, Description = "ηλ^sp of the first mode; 2.5 when neither q nor eta is given")]
    public double? Step { get; set; }

    [Parameter("eta", Description = "learning rate, a number or 'critical' = 2/λ* of the first mode, instead of q")]
    public string? Rate { get; set; }

    [Parameter(Min = 0, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20_000;

    private int[] OfPathways => DepthChoice.For(Depths, Alpha.Length, "alpha");

    private double Eta => RateChoice.Resolve(Step, Rate, OfPathways, Sigma[0]);

    public override void Validate()
    {
        ModeRules.RequireDescending(Sigma);
        _ = Eta;
    }

    public override Outputs Evaluate()
    {
        var depths = OfPathways;
        var lanes = Sigma.Select(sigma => new PathwayLane(sigma, Alpha, Eta));
        var ends = PathwaySweep.Run(new() { Depths = depths, Steps = Steps }, [.. lanes]);
        return new Outputs
        {
            { "D", ends.Select(end => Defined.OrNull(end.Mode.Dominance)) },
            { "etaLambdaHalf", ends.Select(end => Defined.OrNull(Eta * end.Mode.Sharpness / 2)) },
            { "DGf", Sigma.Select(sigma => FlowDominance(depths, sigma)) },
        };
    }

    // Dead pathways stay dead and depth 1 has no saddle to leave; the flow's end is then not given by the root formula.
    private double? FlowDominance(int[] depths, double sigma) =>
        Alpha.Contains(0) || depths.Contains(1) ? null : GradientFlowEndpoint.Of(depths, Alpha, sigma).Dominance;
}
