namespace Dlnx.Maps;

/// <summary>
/// Where gradient flow ends from the unbalanced start (x, y) = (0, α): the positive solution of xy^(L−1) = σ,
/// y² − x² = α² (B/lem-5). Derivatives are with respect to α.
/// </summary>
/// <param name="Depth">L</param>
/// <param name="Sigma">σ</param>
/// <param name="Alpha">α</param>
/// <param name="X">x̂, the last layer</param>
/// <param name="Y">ŷ, each of the other L−1 layers</param>
public sealed record UnbalancedMinimum(int Depth, double Sigma, double Alpha, double X, double Y)
{
    /// <summary>The minimum of a start.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma">σ, positive</param>
    /// <param name="alpha">α, not negative; σ^(L−1) and α^(L−1) must be within the range of a double</param>
    public static UnbalancedMinimum From(int depth, double sigma, double alpha)
    {
        Span<double> gaps = stackalloc double[MapDomain.Depth(depth)];
        gaps.Fill(alpha * alpha);
        gaps[0] = 0;
        MapDomain.Positive(sigma, nameof(sigma));
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        var x = Math.Exp(ConservedGaps.LogSmallestSquare(gaps, sigma) / 2);
        return new(depth, sigma, alpha, x, double.Hypot(x, alpha));
    }

    /// <summary>Ψ = σ²(x̂^(−2) + (L−1)ŷ^(−2)), the sharpness there.</summary>
    public double Sharpness
    {
        get
        {
            var (last, other) = (Sigma / X, Sigma / Y);
            return (last * last) + ((Depth - 1) * other * other);
        }
    }

    /// <summary>dx̂/dα = −α/(Lx̂/(L−1) + α²/((L−1)x̂)), not positive.</summary>
    public double SlopeOfX => -Alpha / (((Depth * X) + (Alpha * Alpha / X)) / (Depth - 1));

    /// <summary>dŷ/dα = ŷα/(Lŷ² − (L−1)α²), not negative.</summary>
    public double SlopeOfY => Y * Alpha / ((Depth * Y * Y) - ((Depth - 1) * Alpha * Alpha));

    /// <summary>P = 2(1/L − 1/L²)/(x̂² + α²/L)², positive.</summary>
    public double Growth
    {
        get
        {
            var inverse = 1.0 / Depth;
            var width = (X * X) + (Alpha * Alpha * inverse);
            return 2 * inverse * (1 - inverse) / (width * width);
        }
    }

    /// <summary>d ln Ψ/dα = Pα³.</summary>
    public double LogSlope => Growth * Alpha * Alpha * Alpha;
}
