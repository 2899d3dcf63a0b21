namespace Dlnx.Flatness;

/// <summary>
/// The learning rate at which gradient descent on a convex loss of one variable returns after two steps (D, App. E.5).
/// </summary>
/// <param name="Start">θ₀, one point of the cycle</param>
/// <param name="Partner">y = θ₁ with ℓ′(y) = −ℓ′(θ₀), the other point</param>
/// <param name="LearningRate">η* = (θ₀ − y)/ℓ′(θ₀)</param>
/// <param name="Multiplier">(1 − η*ℓ″(θ₀))(1 − η*ℓ″(y)); the cycle attracts when it is inside (−1, 1)</param>
public sealed record DescentTwoCycle(double Start, double Partner, double LearningRate, double Multiplier)
{
    /// <summary>
    /// The only two-cycle through a point, for a slope that is continuous and strictly increasing; null when −ℓ′(θ₀) is
    /// not in the range of ℓ′, or θ₀ is the minimiser.
    /// </summary>
    /// <param name="loss">ℓ</param>
    /// <param name="start">θ₀</param>
    public static DescentTwoCycle? Through(ScalarLoss loss, double start)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var slope = loss.Slope(start);
        if (slope == 0 || loss.WhereSlopeIs(-slope) is not { } partner)
        {
            return null;
        }
        var eta = (start - partner) / slope;
        var multiplier = (1 - eta * loss.Curvature(start)) * (1 - eta * loss.Curvature(partner));
        return new(start, partner, eta, multiplier);
    }

    /// <summary>
    /// h(η) = L′(θ₀) + L′(θ₀ − ηL′(θ₀)) = (θ₀ − θ₂)/η: zero exactly when the second step returns to θ₀.
    /// </summary>
    /// <param name="slope">L′, also of a loss with a kink</param>
    /// <param name="start">θ₀</param>
    /// <param name="learningRate">η</param>
    public static double SumOfSlopes(Func<double, double> slope, double start, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(slope);
        var first = slope(start);
        return first + slope(start - learningRate * first);
    }
}
