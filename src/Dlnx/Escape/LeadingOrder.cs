namespace Dlnx.Escape;

/// <summary>
/// The reduced flow near 0 to its first orders in the scales, for an activation with φ(0) = 0 and a slope there (C, eqs. 7, 24
/// and 28). With P = Πa_j, κ the drive and C₀ the correction ratio:
/// da_k/dτ = κP/a_k·(1 + w_kC₀a₁^{q−1}) − c₁^{2L−2}P²/a_k + …, w₁ = q and w_k = 1 elsewhere.
/// </summary>
public sealed class LeadingOrder
{
    private readonly double slope;

    /// <summary>The expansion of one activation.</summary>
    /// <param name="activation">φ, with φ(0) = 0 and φ′(0) ≠ 0</param>
    /// <param name="depth">L ≥ 2</param>
    /// <param name="alpha">α, the scale of the teacher αφ(s)</param>
    /// <exception cref="ArgumentException">φ has a value at 0 or no slope there, or the depth is below 2</exception>
    public LeadingOrder(Activation activation, int depth, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);
        if (!Exists(activation))
        {
            throw new ArgumentException(
                $"The expansion at 0 needs φ(0) = 0 and a slope φ′(0) other than 0; {activation.Name} has not.",
                nameof(activation)
            );
        }

        slope = activation.Slope!.Value;
        Depth = depth;
        Order = activation.Order;
        Drive = ActivationConstants.Drive(activation, depth, alpha)!.Value;
        CorrectionRatio = ActivationConstants.Of(activation).CorrectionRatio!.Value;
    }

    /// <summary>Whether an activation has the expansion: φ(0) = 0 and φ′(0) ≠ 0.</summary>
    public static bool Exists(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return activation.TaylorCoefficient(0) == 0 && activation.Slope is { } slope && slope != 0;
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>q, the first non-linear order of φ; null for a linear one.</summary>
    public int? Order { get; }

    /// <summary>κ = αc₁^{L−1}μ₁.</summary>
    public double Drive { get; }

    /// <summary>C₀ = c_qμ_q/(c₁μ₁); 0 for a linear activation.</summary>
    public double CorrectionRatio { get; }

    /// <summary>κP/a_k.</summary>
    /// <param name="scales">a₁, …, a_L</param>
    public double[] Field(ReadOnlySpan<double> scales)
    {
        var field = new double[scales.Length];
        for (var k = 0; k < field.Length; k++)
            field[k] = Drive * ProductWithout(scales, k);
        return field;
    }

    /// <summary>κC₀a₁^{q−1}w_kP/a_k, of degree L + q − 2; zeros for a linear activation.</summary>
    /// <param name="scales">a₁, …, a_L</param>
    public double[] FirstCorrection(ReadOnlySpan<double> scales)
    {
        var correction = Field(scales);
        for (var k = 0; k < correction.Length; k++)
            correction[k] *= Order is { } q ? CorrectionRatio * Math.Pow(scales[0], q - 1) * (k == 0 ? q : 1) : 0;
        return correction;
    }

    /// <summary>−c₁^{2L−2}P²/a_k, of degree 2L − 1: what the output itself contributes.</summary>
    /// <param name="scales">a₁, …, a_L</param>
    public double[] SelfInteraction(ReadOnlySpan<double> scales)
    {
        var term = new double[scales.Length];
        for (var k = 0; k < term.Length; k++)
        {
            var others = Math.Pow(slope, Depth - 1) * ProductWithout(scales, k);
            term[k] = -others * others * scales[k];
        }

        return term;
    }

    /// <summary>
    /// d(a_j² − a_i²)/dτ to leading order, −2(q − 1)κC₀c₁^{(i−1)(q−1)}(a₁⋯a_i)^{q−1}P, the same for every j &gt; i; 0 for a linear
    /// activation.
    /// </summary>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="i">the smaller layer number, from 1</param>
    public double PairDrift(ReadOnlySpan<double> scales, int i)
    {
        if (Order is not { } q)
            return 0;
        var drift = -2 * (q - 1) * Drive * CorrectionRatio * Math.Pow(slope, (i - 1) * (q - 1));
        for (var k = 0; k < scales.Length; k++)
            drift *= k < i ? Math.Pow(scales[k], q) : scales[k];
        return drift;
    }

    /// <summary>L + (q − 1)i, the degree of <see cref="PairDrift"/>; null for a linear activation.</summary>
    /// <param name="i">the smaller layer number, from 1</param>
    public int? PairDriftDegree(int i) => Order is { } q ? Depth + ((q - 1) * i) : null;

    private double ProductWithout(ReadOnlySpan<double> scales, int k)
    {
        if (scales.Length != Depth)
            throw new ArgumentException($"A chain of depth {Depth} has {Depth} scales; {scales.Length} were given.");
        var product = 1.0;
        for (var j = 0; j < scales.Length; j++)
            product *= j == k ? 1 : scales[j];
        return product;
    }
}
