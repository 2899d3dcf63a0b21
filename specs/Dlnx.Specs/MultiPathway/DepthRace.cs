using Dlnx.Linear;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

/// <summary>Pathways of unequal depth that start from one scale: the setting of A/fig-4 and A/fig-9.</summary>
/// <param name="Depths">L_p</param>
/// <param name="Sigma">σ</param>
/// <param name="Alpha">α of all pathways</param>
public sealed record DepthRace(int[] Depths, double Sigma, double Alpha)
{
    /// <summary>The small step of the contrast, as a fraction of the critical one.</summary>
    public const double SmallFraction = 0.1;

    private const int SamplesPerDecade = 40;

    /// <summary>The flattest allocation.</summary>
    public OptimalAllocation Optimum => OptimalAllocation.Of(Depths, Sigma);

    /// <summary>The end of gradient flow.</summary>
    public GradientFlowEndpoint Flow => GradientFlowEndpoint.Of(Depths, Scales, Sigma);

    /// <summary>The shares that equalise the terms of the sharpness, not its derivatives.</summary>
    public double[] EqualTermShares => [.. EqualTerms.Of(Depths, Sigma).Select(s => s / Sigma)];

    /// <summary>1/P for every pathway.</summary>
    public double[] EqualShares => [.. Depths.Select(_ => 1.0 / Depths.Length)];

    /// <summary>α, once per pathway.</summary>
    public double[] Scales => [.. Depths.Select(_ => Alpha)];

    /// <summary>Gradient descent.</summary>
    /// <param name="eta">η</param>
    /// <param name="steps">T</param>
    /// <param name="window">last states averaged, cut to T</param>
    /// <param name="cancellation">ends the run</param>
    public PathwayRun Run(double eta, int steps, int window, CancellationToken cancellation) =>
        PathwayRun.Of(
            new PathwayMode(Depths, Sigma, Scales),
            new PathwayPlan(eta, steps)
            {
                Window = Math.Min(window, steps),
                Samples = SampleTimes.PerDecade(SamplesPerDecade),
            },
            cancellation
        );

    /// <summary>The largest difference between averaged shares and the flattest allocation.</summary>
    public double Distance(PathwayRun run) =>
        Optimum.Shares.Zip(run.Average!, (best, share) => Math.Abs(best - share)).Max();

    /// <summary>Draws the shares of a run with the flattest allocation as levels.</summary>
    public void PlotShares(Figure figure, PathwayRun run)
    {
        var kept = run.Samples.Where(sample => sample.Step > 0).ToArray();
        double[] times = [.. kept.Select(sample => (double)sample.Step)];
        for (var p = 0; p < Depths.Length; p++)
            figure
                .Points($"pathway {p + 1}, L = {Depths[p]}", times, [.. kept.Select(s => s.Coefficients[p] / Sigma)])
                .Level($"optimum, pathway {p + 1}", Optimum.Shares[p]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"depths {string.Join(",", Depths)}, σ = {Sigma:R}, α = {Alpha:R}";
}
