using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway;

/// <summary>The decay of the leaf variance from y_* (1 ± start), as typed on the command line.</summary>
/// <param name="Balanced">the mode</param>
/// <param name="Start">relative distance of the first two coordinates from y_*</param>
/// <param name="From">the earlier time, in steps</param>
/// <param name="To">the later time, in steps</param>
public sealed record BalancedDecay(BalancedPoint Balanced, double Start, int From, int To)
{
    /// <summary>The times must be in order.</summary>
    /// <exception cref="ParameterException">the later is not above the earlier</exception>
    public static void RequireOrder(int from, int to)
    {
        if (to <= from)
            throw new ParameterException("to", $"is {to}; it must be above from = {from}.");
    }

    /// <summary>The decay at ηλ_* = 2 + d.</summary>
    public VarianceDecay At(double d, CancellationToken cancellation = default) =>
        VarianceDecay.Of(LeafStart.Around(Balanced, Start), (2 + d) / Balanced.Sharpness, From, To, cancellation);
}
