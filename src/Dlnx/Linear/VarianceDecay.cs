namespace Dlnx.Linear;

/// <summary>
/// How fast the leaf variance falls between two times of gradient descent that starts next to the balanced point
/// (A/thm-E.12 b and c).
/// </summary>
/// <param name="From">the earlier time, in steps</param>
/// <param name="To">the later time, in steps</param>
/// <param name="VarianceFrom">V at the earlier time</param>
/// <param name="VarianceTo">V at the later time</param>
/// <param name="Increases">steps in which V grew beyond rounding, from the start on</param>
public sealed record VarianceDecay(int From, int To, double VarianceFrom, double VarianceTo, int Increases)
{
    /// <summary>The mean slope of 1/V per step.</summary>
    public double InverseSlope => ((1 / VarianceTo) - (1 / VarianceFrom)) / (To - From);

    /// <summary>The mean rate of −ln V per step.</summary>
    public double LogRate => Math.Log(VarianceFrom / VarianceTo) / (To - From);

    /// <summary>Runs gradient descent.</summary>
    /// <param name="start">pathways of one depth L ≥ 3; not changed</param>
    /// <param name="learningRate">η</param>
    /// <param name="from">the earlier time, at least 0</param>
    /// <param name="to">the later time, above the earlier</param>
    /// <param name="cancellation">ends the run with an exception</param>
    /// <exception cref="ArgumentException">the times are not in order</exception>
    public static VarianceDecay Of(
        PathwayMode start,
        double learningRate,
        int from,
        int to,
        CancellationToken cancellation = default
    )
    {
        if (to <= from)
        {
            throw new ArgumentException(
                $"The later time must be above the earlier; they are {from} and {to}.",
                nameof(to)
            );
        }

        var early = PathwayRun.Of(start, new PathwayPlan(learningRate, from), cancellation);
        var late = PathwayRun.Of(early.Mode, new PathwayPlan(learningRate, to - from), cancellation);
        return new(
            from,
            to,
            LeafCoordinates.Variance(early.Mode),
            LeafCoordinates.Variance(late.Mode),
            (early.VarianceIncreases ?? 0) + (late.VarianceIncreases ?? 0)
        );
    }
}
