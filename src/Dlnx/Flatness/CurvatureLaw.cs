namespace Dlnx.Flatness;

/// <summary>
/// The law of x_t for x_{t+1} = x_t ± Δ(x_t) with fair signs, exactly, by preimages (D/lem-F.18):
/// F_t(y) = ½F_{t−1}(T₊⁻¹(y)) + ½F_{t−1}(T₋⁻¹(y)). One value costs 2^{t+1} inversions.
/// </summary>
public sealed class CurvatureLaw
{
    /// <summary>The largest number of steps that is still evaluated.</summary>
    public const int MostSteps = 24;

    private readonly StepLaw law;
    private readonly StepInverse inverse;
    private readonly InitialLaw initial;

    /// <summary>Prepares the law after some steps.</summary>
    /// <param name="law">Δ, increasing, with Lipschitz constant below 1</param>
    /// <param name="initial">the law of x_0</param>
    /// <param name="steps">t, 0 to <see cref="MostSteps"/></param>
    /// <exception cref="ArgumentException">The Lipschitz constant is 1 or more, or t is out of range.</exception>
    public CurvatureLaw(StepLaw law, InitialLaw initial, int steps)
    {
        ArgumentNullException.ThrowIfNull(initial);
        if (steps is < 0 or > MostSteps)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"t must be 0 to {MostSteps}.");
        inverse = new StepInverse(law);
        this.law = law;
        this.initial = initial;
        Steps = steps;
    }

    /// <summary>t.</summary>
    public int Steps { get; }

    /// <summary>A median m_t.</summary>
    public double Median => Quantile(0.5);

    /// <summary>F_t(y) = P(x_t ≤ y).</summary>
    public double Cumulative(double y) => Cumulative(y, Steps);

    /// <summary>f_t(y) = 2^{−t}Σ_σ f_0(T_σ⁻¹(y))(T_σ⁻¹)′(y).</summary>
    public double Density(double y) => Density(y, Steps);

    /// <summary>P(y ≤ x_t ≤ y + w), the window mass p_t^w(y) of a law without atoms.</summary>
    public double Window(double y, double width) => Cumulative(y + width) - Cumulative(y);

    /// <summary>The state below which x_t lies with probability p.</summary>
    /// <param name="p">0 &lt; p &lt; 1</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not strictly between 0 and 1</exception>
    public double Quantile(double p)
    {
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile needs 0 < p < 1.");
        if (Steps == 0)
            return initial.Quantile(p);
        var start = initial.Quantile(p);
        return Monotone.Root(y => Cumulative(y) - p, start, Math.Abs(law.At(start)));
    }

    private double Cumulative(double y, int steps) =>
        steps == 0
            ? initial.Cumulative(y)
            : 0.5 * (Cumulative(inverse.Up(y), steps - 1) + Cumulative(inverse.Down(y), steps - 1));

    private double Density(double y, int steps)
    {
        if (steps == 0)
            return initial.Density(y);
        var (below, above) = (inverse.Up(y), inverse.Down(y));
        return 0.5
            * (
                (Density(below, steps - 1) / (1 + law.Slope(below)))
                + (Density(above, steps - 1) / (1 - law.Slope(above)))
            );
    }
}
