namespace Dlnx.Specs.MultiPathway;

/// <summary>The start of two steps at the edge of stability, as typed on the command line.</summary>
public static class TwoStepStart
{
    /// <summary>Deviations of r from 1: ±spread in turns, with mean 0.</summary>
    public static double[] Alternating(int pathways, double spread)
    {
        var mean = (pathways % 2) / (double)pathways;
        return [.. Enumerable.Range(0, pathways).Select(p => spread * ((p % 2 == 0 ? 1 : -1) - mean))];
    }

    /// <summary>The learning rate (2 + c₀w)/λ must be positive.</summary>
    /// <exception cref="ParameterException">2 + c₀w is not positive</exception>
    public static void RequirePositiveRate(double c0, double w)
    {
        if (!(2 + (c0 * w) > 0))
            throw new ParameterException(
                "c0",
                $"is {c0:R}; 2 + c0·w must be positive, so it must be above {-2 / w:R}."
            );
    }
}
