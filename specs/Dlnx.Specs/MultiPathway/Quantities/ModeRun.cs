using Dlnx.Linear;
using Dlnx.Specs.MatrixFactorization.Quantities;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/run",
    "Gradient descent on one singular mode of a multi-pathway network",
    Source = "A/fig-1, A/fig-2, A/fig-4, A/fig-9, A/rem-E.8-scope"
)]
public sealed class ModeRun : Quantity
{
    private const int SamplesPerDecade = 60;

    [Parameter(Min = 1, Max = 64, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [4];

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Parameter(Min = 0, Max = 1e3, Description = "α_p, one per pathway; 0 for a dead one")]
    public double[] Alpha { get; set; } = [0.22, 0.20];

    [Parameter("q", Above = 0, Max = 1e3, Description = "ηλ^sp; 2.5 when neither q nor eta is given")]
    public double? Step { get; set; }

    [Parameter("eta", Description = "learning rate, a number or 'critical' = 2/λ*, instead of q")]
    public string? Rate { get; set; }

    [Parameter(Min = 0, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20_000;

    [Parameter(Min = 0, Max = 10_000_000, Description = "over how many of the last steps shares are averaged")]
    public int Window { get; set; }

    private int[] OfPathways => DepthChoice.For(Depths, Alpha.Length, "alpha");

    private double Eta => RateChoice.Resolve(Step, Rate, OfPathways, Sigma);

    public override void Validate()
    {
        _ = Eta;
        if (Window > Steps)
            throw new ParameterException("window", $"is {Window}; it must be at most the {Steps} steps.");
    }

    public override Outputs Evaluate()
    {
        var run = PathwayRun.Of(
            new PathwayMode(OfPathways, Sigma, Alpha),
            new PathwayPlan(Eta, Steps) { Window = Window, Samples = SampleTimes.PerDecade(SamplesPerDecade) }
        );
        var samples = run.Samples;
        return new Outputs
        {
            { "share", run.Mode.Shares().Select(Defined.OrNull) },
            { "D", Defined.OrNull(run.Mode.Dominance) },
            { "etaLambdaHalf", Defined.OrNull(run.EtaLambdaHalf) },
            { "residual", Defined.OrNull(run.Mode.Residual) },
            { "average", run.Average?.Select(Defined.OrNull) },
            { "peakD", Defined.OrNull(run.PeakDominance) },
            { "peakStep", run.PeakStep },
            { "firstAbove", run.FirstAbove ?? -1 },
            { "maxEtaLambdaHalf", Defined.OrNull(run.MaxEtaLambdaHalf) },
            { "minR", Defined.OrNull(run.MinScale) },
            { "flips", run.SignFlips },
            { "maxX", Defined.OrNull(run.MaxOvershoot) },
            { "increasesV", run.VarianceIncreases },
            { "t", samples.Select(sample => sample.Step) },
            { "s", samples.Select(sample => sample.Coefficients.Select(Defined.OrNull)) },
            { "e", samples.Select(sample => Defined.OrNull(sample.Residual)) },
            { "lambda", samples.Select(sample => Defined.OrNull(sample.Sharpness)) },
        };
    }
}
