namespace Dlnx.Flatness;

/// <summary>
/// The law of u_t for Δ(u) = mu, exactly: u_t = A_tu_0 with A_t = (1 + m)^k(1 − m)^{t−k} and k ~ Bin(t, ½), hence the
/// (t + 1)-term mixture F_t(y) = Σ_k C(t, k)2^{−t}F_0(y/a_k).
/// </summary>
public sealed class MultiplicativeLaw
{
    private readonly InitialLaw initial;
    private readonly double[] factors;
    private readonly double[] weights;

    /// <summary>Prepares the mixture.</summary>
    /// <param name="initial">the law of u_0</param>
    /// <param name="slope">m, strictly between 0 and 1</param>
    /// <param name="steps">t, 0 to 1000</param>
    /// <exception cref="ArgumentOutOfRangeException">m or t is out of range</exception>
    public MultiplicativeLaw(InitialLaw initial, double slope, int steps)
    {
        ArgumentNullException.ThrowIfNull(initial);
        if (!(slope > 0 && slope < 1))
            throw new ArgumentOutOfRangeException(nameof(slope), slope, "m must be strictly between 0 and 1.");
        if (steps is < 0 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, "t must be 0 to 1000.");
        this.initial = initial;
        Slope = slope;
        Steps = steps;
        factors = [.. Enumerable.Range(0, steps + 1).Select(Factor)];
        weights = new double[steps + 1];
        weights[0] = Math.ScaleB(1, -steps);
        for (var k = 0; k < steps; k++)
            weights[k + 1] = weights[k] * (steps - k) / (k + 1);
        Knots =
        [
            .. factors
                .SelectMany(a => new[] { initial.Lower, initial.Mode, initial.Upper }.Select(knot => a * knot))
                .Where(double.IsFinite)
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>m.</summary>
    public double Slope { get; }

    /// <summary>t.</summary>
    public int Steps { get; }

    /// <summary>The images of the support's ends and of the initial mode, ascending: where the density may have kinks or jumps.</summary>
    public IReadOnlyList<double> Knots { get; }

    /// <summary>The median m_t.</summary>
    public double Median => Quantile(0.5);

    /// <summary>F_t(u) = P(u_t ≤ u).</summary>
    public double Cumulative(double u)
    {
        var sum = 0.0;
        for (var k = 0; k < factors.Length; k++)
            sum += weights[k] * initial.Cumulative(u / factors[k]);
        return sum;
    }

    /// <summary>f_t(u).</summary>
    public double Density(double u)
    {
        var sum = 0.0;
        for (var k = 0; k < factors.Length; k++)
            sum += weights[k] * initial.Density(u / factors[k]) / factors[k];
        return sum;
    }

    /// <summary>f_t′(u), one-sided at a kink.</summary>
    public double DensitySlope(double u)
    {
        var sum = 0.0;
        for (var k = 0; k < factors.Length; k++)
        {
            var density = initial.Density(u / factors[k]);
            if (density > 0)
                sum += weights[k] * density * initial.LogDensitySlope(u / factors[k]) / (factors[k] * factors[k]);
        }
        return sum;
    }

    /// <summary>P(u ≤ u_t ≤ u + w).</summary>
    public double Window(double u, double width) => Cumulative(u + width) - Cumulative(u);

    /// <summary>The number below which u_t lies with probability p.</summary>
    /// <param name="p">0 &lt; p &lt; 1</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not strictly between 0 and 1</exception>
    public double Quantile(double p)
    {
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile needs 0 < p < 1.");
        var start = initial.Quantile(p);
        return Monotone.Root(u => Cumulative(u) - p, start, Slope * Math.Abs(start));
    }

    /// <summary>Modes and peaks, searched on a grid of equal steps between two quantiles and on all <see cref="Knots"/>.</summary>
    /// <param name="points">points of the grid</param>
    /// <param name="tail">the probability left out at each end</param>
    public DensityShape Shape(int points = 20_001, double tail = 1e-7) =>
        DensityShape.Search(Density, DensitySlope, Knots, Quantile(tail), Quantile(1 - tail), points);

    private double Factor(int ups) => Math.Pow(1 + Slope, ups) * Math.Pow(1 - Slope, Steps - ups);
}
