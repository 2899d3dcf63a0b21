namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// Equation (80) in its own unknown u: (1 + δ)^(L−2)[x(1 + δ)^L − 1] = D, x = u^L, D = (2L−1)x − (L−1), δ = (1 − x)/D, on
/// (((L−1)/(2L−1))^(1/L), 1). The library solves it for D with logarithms instead.
/// </summary>
/// <param name="Depth">L</param>
public sealed record BoundaryEquation(double Depth)
{
    /// <summary>What is taken off in the bracket: 1; with −1 it is the equation with a wrong sign.</summary>
    public double Subtracted { get; init; } = 1;

    /// <summary>What is taken off L in the first exponent: 2; with 1 it is the equation with a wrong power.</summary>
    public double ExponentShift { get; init; } = 2;

    /// <summary>Where D vanishes.</summary>
    public double LowerEnd => Math.Pow((Depth - 1) / ((2 * Depth) - 1), 1 / Depth);

    /// <summary>Left minus right side.</summary>
    public double Difference(double u)
    {
        var (x, d) = (Math.Pow(u, Depth), Denominator(u));
        var factor = 1 + ((1 - x) / d);
        return (Math.Pow(factor, Depth - ExponentShift) * ((x * Math.Pow(factor, Depth)) - Subtracted)) - d;
    }

    /// <summary>Sign changes of the difference on an even grid inside the interval.</summary>
    public int SignChanges(int points)
    {
        var (changes, before) = (0, 0);
        for (var i = 1; i < points; i++)
        {
            var sign = Math.Sign(Difference(LowerEnd + ((1 - LowerEnd) * i / points)));
            changes += before != 0 && sign != before ? 1 : 0;
            before = sign;
        }
        return changes;
    }

    /// <summary>c = Lu^(2−L)/D (81) at the root, found by bisecting u to the last bit; NaN where no sign changes.</summary>
    public double Constant()
    {
        var (low, high) = (LowerEnd, 1.0);
        if (!(Difference(high) < 0))
            return double.NaN;
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
                return Depth * Math.Pow(middle, 2 - Depth) / Denominator(middle);
            // Next to the lower end D rounds to zero or below, where the left side is infinite.
            if (!(Denominator(middle) > 0) || Difference(middle) > 0)
                low = middle;
            else
                high = middle;
        }
    }

    private double Denominator(double u) => (((2 * Depth) - 1) * Math.Pow(u, Depth)) - (Depth - 1);
}
