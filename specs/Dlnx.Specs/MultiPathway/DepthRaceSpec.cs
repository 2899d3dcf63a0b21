using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

/// <summary>A claim about pathways of unequal depth that start from one scale, tried on a setting of one's own.</summary>
/// <param name="start">the setting when nothing is typed</param>
public abstract class DepthRaceSpec(DepthRace start) : ClaimSpec
{
    /// <summary>L_p, two or more pathways.</summary>
    [Parameter(Min = 2, Max = 64, Description = "L_p, two or more pathways")]
    public int[] Depths { get; set; } = start.Depths;

    /// <summary>σ, the singular value of the target.</summary>
    [Parameter(Above = 0, Max = 1e3, Description = "singular value of the target")]
    public double Sigma { get; set; } = start.Sigma;

    /// <summary>α, the scale of all pathways at the start.</summary>
    [Parameter(Above = 0, Max = 1e3, Description = "scale α of all pathways")]
    public double Alpha { get; set; } = start.Alpha;

    /// <summary>η, a number or 'critical' = 2/λ*.</summary>
    [Parameter("eta", Description = "learning rate, a number or 'critical' = 2/λ*")]
    public string Rate { get; set; } = LearningRate.Critical;

    /// <summary>T, steps of gradient descent.</summary>
    [Parameter(Min = 1, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 60_000;

    /// <summary>Over how many of the last steps shares are averaged.</summary>
    [Parameter(Min = 1, Max = 10_000_000, Description = "last steps over which shares are averaged")]
    public int Window { get; set; } = 2000;

    private DepthRace Own => new(Depths, Sigma, Alpha);

    private double Eta => LearningRate.Resolve(0, Rate, Depths, Sigma);

    /// <inheritdoc/>
    public override void Validate()
    {
        if (Depths.Length < 2)
            throw new ParameterException("depths", "has one pathway; give at least two.");
        if (string.IsNullOrWhiteSpace(Rate))
            throw new ParameterException("eta", "is empty; give a number or 'critical'.");
        if (Window > Steps)
            throw new ParameterException("window", $"is {Window}; it must be at most the {Steps} steps.");
        _ = Eta;
    }

    /// <summary>Gradient descent on the setting as typed: what is known to hold there, or why nothing is.</summary>
    protected void CheckThisSetting()
    {
        var (race, eta) = (Own, Eta);
        var run = race.Run(eta, Steps, Window, Cancellation);
        Plot(race, run);
        if (Objection(race, eta) is { } objection)
            Skip(objection);
        Evidence.Above("smallest r_p of all steps", run.MinScale, 0);
        if (eta * race.Optimum.Sharpness / 2 < 1 - 1e-9)
        {
            // Below the critical step the end is partially balanced; it is known only where gradient flow ends stably.
            if (race.Flow.Sharpness * eta / 2 < 0.98)
                Evidence.Below("ηλ/2 at the end", run.EtaLambdaHalf, 1);
            return;
        }
        var quarter = race.Run(eta, Steps / 4, Window / 4, Cancellation);
        Evidence.AtMost(
            "distance from the optimum minus that after a quarter of the steps",
            race.Distance(run) - race.Distance(quarter),
            1e-3
        );
    }

    private string? Objection(DepthRace race, double eta)
    {
        if (race.Depths.Sum(L => Math.Pow(race.Alpha, L)) > 0.3 * race.Sigma)
            return "The start is not small: the pathways carry more than 0.3 of the target; choose a smaller alpha.";
        if (eta * race.Optimum.Sharpness / 2 > 1 + 1e-9)
            return "Above 2/λ* no minimum is stable, so the shares need not settle; choose a smaller eta.";
        if (race.Flow.Sharpness * eta / 2 > 1.9)
            return "The end of gradient flow has ηλ/2 above 1.9: leaving it may throw a pathway through zero.";
        var shallow = race.Depths.Min();
        var single = eta * PathwaySharpness.Single(shallow, race.Sigma);
        if (single > 0.9 * ReturnThreshold.OfDepth(shallow).Constant)
            return $"For the shallow path alone q = {single:G4} is close to its return threshold.";
        var escape = race.Depths.Max(depth => EscapeTime(depth, race)) / eta;
        return Steps < 20_000 || Window < 8 || escape > Steps / 40.0
            ? $"The slowest pathway needs about {escape:G3} steps to join, and settling takes far more; choose more steps."
            : null;
    }

    // Depth 2 grows at the rate σ, deeper paths blow up at t*.
    private static double EscapeTime(int depth, DepthRace race) =>
        depth == 2
            ? Math.Log(Math.Sqrt(race.Sigma) / race.Alpha) / race.Sigma
            : GradientFlowEndpoint.BlowUpTime(depth, race.Alpha, race.Sigma);

    private void Plot(DepthRace race, PathwayRun run)
    {
        race.PlotShares(Figure("Shares", Axis.Log("step"), Axis.Linear("s_p/σ")), run);
        var small = race.Run(DepthRace.SmallFraction * race.Optimum.LearningRate, Steps, Window, Cancellation);
        race.PlotShares(
            Figure("Shares with a tenth of the critical step", Axis.Log("step"), Axis.Linear("s_p/σ")),
            small
        );
        var kept = run.Samples.Where(sample => sample.Step > 0).ToArray();
        Figure("Sharpness", Axis.Log("step"), Axis.Linear("ηλ_t/2"))
            .Points(
                "gradient descent",
                [.. kept.Select(sample => (double)sample.Step)],
                [.. kept.Select(sample => sample.EtaLambdaHalf)]
            )
            .Level("λ = 2/η", 1);
    }
}
