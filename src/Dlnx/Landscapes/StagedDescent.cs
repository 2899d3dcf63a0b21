namespace Dlnx.Landscapes;

/// <summary>
/// Gradient descent whose learning rate changes from stage to stage. A kick at the start of each keeps rounding from
/// deciding whether a repelling point that is exactly representable holds the iterate (B/fig-11).
/// </summary>
/// <param name="Schedule">η of each stage</param>
/// <param name="Steps">steps of a stage, at least 1</param>
/// <param name="Kick">added to the point at the start of each stage</param>
public sealed record StagedDescent(IReadOnlyList<double> Schedule, int Steps, PlanePoint Kick)
{
    /// <summary>Runs all stages, each from where the last one ended.</summary>
    /// <param name="landscape">f</param>
    /// <param name="start">the point before the first kick</param>
    /// <param name="reference">the point from which distances are measured</param>
    public IReadOnlyList<DescentStage> Run(ILandscape landscape, PlanePoint start, PlanePoint reference)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        var (stages, at) = (new List<DescentStage>(), start);
        foreach (var eta in Schedule)
        {
            var path = landscape.Path(at + Kick, eta, Steps);
            at = path[^1];
            stages.Add(
                new(
                    eta,
                    path,
                    path.Max(point => point.DistanceTo(reference)),
                    landscape.Hessian(at).SpectralNorm,
                    path[^1].DistanceTo(path[^2]) <= DescentStage.Settled
                )
            );
        }
        return stages;
    }
}

/// <summary>One stage of a staged descent.</summary>
/// <param name="LearningRate">η</param>
/// <param name="Path">the kicked start and the points after each step</param>
/// <param name="MaxDistance">the largest distance of the path from the reference point</param>
/// <param name="Sharpness">‖∇²f‖₂ at the end</param>
/// <param name="Converged">whether the last step was no longer than <see cref="Settled"/></param>
public sealed record DescentStage(
    double LearningRate,
    IReadOnlyList<PlanePoint> Path,
    double MaxDistance,
    double Sharpness,
    bool Converged
)
{
    /// <summary>The longest last step of a stage that counts as converged.</summary>
    public const double Settled = 1e-8;

    /// <summary>The last point.</summary>
    public PlanePoint End => Path[^1];

    /// <summary>The sharpness at the end in units of 2/η.</summary>
    public double Ratio => Sharpness * LearningRate / 2;
}
