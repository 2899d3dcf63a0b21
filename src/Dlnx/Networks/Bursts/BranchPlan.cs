namespace Dlnx.Networks;

/// <summary>What a recorded trajectory is continued with instead of its own steps.</summary>
/// <param name="Record">the record it leaves from</param>
/// <param name="Rates">η of each step, in order; as many steps as rates</param>
public sealed record BranchPlan(int Record, IReadOnlyList<double> Rates)
{
    /// <summary>What happens to the unstable components of an update.</summary>
    public UpdateProjection Projection { get; init; }

    /// <summary>k: leading pairs that are tracked; unstable directions beyond them go unseen.</summary>
    public int Tracked { get; init; } = 3;

    /// <summary>
    /// m: Hessian-vector products of one measurement, ≥ k. More than a recording takes: a branch changes the Hessian faster,
    /// and a projection acts on what is found.
    /// </summary>
    public int LanczosSteps { get; init; } = 20;

    /// <summary>
    /// The steps after which curvature is measured, 0 being the record itself; null for all. With a projection all are measured.
    /// </summary>
    public IReadOnlyList<int>? Measured { get; init; }

    /// <summary>Steps with one rate.</summary>
    /// <param name="record">the record it leaves from</param>
    /// <param name="rate">η</param>
    /// <param name="steps">≥ 0</param>
    public static BranchPlan Constant(int record, double rate, int steps) =>
        new(record, [.. Enumerable.Repeat(rate, steps)]);

    /// <summary>Whether curvature is needed after so many steps.</summary>
    public bool Measures(int step) =>
        Projection != UpdateProjection.None || Measured is null || Measured.Contains(step);
}
