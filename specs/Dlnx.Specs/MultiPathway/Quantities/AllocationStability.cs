using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/stable",
    "Whether gradient descent is linearly stable at an allocation of one mode",
    Source = "A/cons-51, A/prop-D.1"
)]
public sealed class AllocationStability : Quantity
{
    private const string UsualRate = "0.8";

    // At the critical rate ηλ = 2, up to rounding.
    private const double Neutral = 2 * (1 + 1e-14);

    [Parameter("L", Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("s", Min = 0, Max = 1e6, Description = "s_p of each pathway, instead of k, P and sigma")]
    public double[]? Coefficients { get; set; }

    [Parameter("k", Min = 1, Max = 100_000, Description = "pathways with equal shares; the others carry nothing")]
    public int Carrying { get; set; } = 2;

    [Parameter("P", Min = 1, Max = 100_000, Description = "P")]
    public int Pathways { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Parameter(
        "eta",
        Description = "learning rate, a number or 'critical' = 2/λ^min; 0.8 when neither eta nor q is given"
    )]
    public string? Rate { get; set; }

    [Parameter("q", Above = 0, Max = 1e6, Description = "ηλ^sp, instead of eta")]
    public double? Step { get; set; }

    public override void Validate()
    {
        if (Coefficients is { } s)
            AllocationRules.Require(s);
        if (Step is not null && !string.IsNullOrWhiteSpace(Rate))
            throw new ParameterException("q", "is given together with eta; give one of the two.");
        _ = LearningRateOf(Allocation);
    }

    private double[] Allocation => Coefficients ?? AllocationChoice.Equal(Carrying, Pathways, Sigma);

    public override Outputs Evaluate()
    {
        var s = Allocation;
        var lambda = PathwaySharpness.OfMode(DepthChoice.For([Depth], s.Length, "s"), s);
        var etaLambda = LearningRateOf(s) * lambda;
        return new Outputs
        {
            { "etaLambda", etaLambda },
            { "stable", etaLambda <= Neutral ? 1 : 0 },
            { "qMax", 2 * PathwaySharpness.Single(Depth, s.Sum()) / lambda },
        };
    }

    private double LearningRateOf(double[] s) =>
        LearningRate.Resolve(
            Step ?? 0,
            Step is null && string.IsNullOrWhiteSpace(Rate) ? UsualRate : Rate,
            DepthChoice.For([Depth], s.Length, "s"),
            s.Sum()
        );
}
