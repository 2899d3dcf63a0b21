using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway;

/// <summary>Several modes of one network with pathways of equal depth, started at the same scales in every mode.</summary>
/// <param name="Depth">L</param>
/// <param name="Sigma">σ_i, descending</param>
/// <param name="Alpha">α_p</param>
public sealed record RankSetting(int Depth, double[] Sigma, double[] Alpha)
{
    private const int SamplesPerDecade = 20;

    /// <summary>The learning rates at which mode 1 leaves its single path and stays return-safe.</summary>
    public StabilityWindow Window => new(Depth, Alpha.Length);

    /// <summary>η from q = ηλ₁^sp.</summary>
    public double Rate(double q) => q / PathwaySharpness.Single(Depth, Sigma[0]);

    /// <summary>ηλ_i^sp from q = ηλ₁^sp.</summary>
    public double StepOf(int mode, double q) => Rate(q) * PathwaySharpness.Single(Depth, Sigma[mode]);

    /// <summary>The end of gradient flow in a mode.</summary>
    public GradientFlowEndpoint Flow(int mode) => GradientFlowEndpoint.Homogeneous(Depth, Alpha, Sigma[mode]);

    /// <summary>ηλ/2 at the end of gradient flow in a mode.</summary>
    public double FlowEtaLambdaHalf(int mode, double q) => Rate(q) * Flow(mode).Sharpness / 2;

    /// <summary>Gradient descent on every mode.</summary>
    /// <param name="q">ηλ₁^sp</param>
    /// <param name="steps">T</param>
    /// <param name="cancellation">ends the runs</param>
    public PathwayRun[] Run(double q, int steps, CancellationToken cancellation)
    {
        var plan = new PathwayPlan(Rate(q), steps) { Samples = SampleTimes.PerDecade(SamplesPerDecade) };
        return [.. Sigma.Select(s => PathwayRun.Of(PathwayMode.Homogeneous(Depth, s, Alpha), plan, cancellation))];
    }

    /// <summary>The ends of gradient descent on every mode at many learning rates, learning rate after learning rate.</summary>
    /// <param name="qs">ηλ₁^sp</param>
    /// <param name="steps">T</param>
    /// <param name="cancellation">ends the runs</param>
    public PathwayMode[][] Sweep(double[] qs, int steps, CancellationToken cancellation)
    {
        var lanes = qs.SelectMany(q => Sigma.Select(s => new PathwayLane(s, Alpha, Rate(q))));
        var depths = Enumerable.Repeat(Depth, Alpha.Length).ToArray();
        var ends = PathwaySweep.Run(new() { Depths = depths, Steps = steps }, [.. lanes], cancellation);
        return [.. ends.Select(end => end.Mode).Chunk(Sigma.Length)];
    }

    /// <summary>In how many modes D ends more than 0.02 below that of gradient flow.</summary>
    public int Rebalanced(IReadOnlyList<PathwayMode> ends) =>
        Enumerable.Range(0, Sigma.Length).Count(i => ends[i].Dominance < Flow(i).Dominance - 0.02);
}
