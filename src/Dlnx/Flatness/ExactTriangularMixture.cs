using System.Numerics;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// The law of u_t for Δ(u) = mu and a triangular u_0 in exact fractions: the density is linear between knots, so its mode
/// and the distribution function there are fractions, and verdicts about them need no floating point.
/// </summary>
public sealed class ExactTriangularMixture
{
    private readonly Rational lower;
    private readonly Rational peak;
    private readonly Rational upper;
    private readonly Rational[] factors;
    private readonly Rational[] weights;
    private readonly Lazy<OneSided[]> densities;

    /// <summary>Prepares the mixture.</summary>
    /// <param name="lower">left end of u_0</param>
    /// <param name="peak">mode of u_0; may equal an end</param>
    /// <param name="upper">right end, above the left one</param>
    /// <param name="slope">m, strictly between 0 and 1</param>
    /// <param name="steps">t, 0 to 200</param>
    /// <exception cref="ArgumentException">ends and peak are not in order, or m or t is out of range</exception>
    public ExactTriangularMixture(Rational lower, Rational peak, Rational upper, Rational slope, int steps)
    {
        if (!(lower <= peak && peak <= upper && lower < upper))
            throw new ArgumentException(
                $"Ends and peak of a triangle are {lower}, {peak}, {upper}; give them in order."
            );
        if (!(slope > 0 && slope < 1))
            throw new ArgumentOutOfRangeException(nameof(slope), slope, "m must be strictly between 0 and 1.");
        if (steps is < 0 or > 200)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, "t must be 0 to 200.");
        (this.lower, this.peak, this.upper) = (lower, peak, upper);
        factors = [.. Enumerable.Range(0, steps + 1).Select(k => Power(1 + slope, k) * Power(1 - slope, steps - k))];
        weights = new Rational[steps + 1];
        weights[0] = new Rational(BigInteger.One, BigInteger.One << steps);
        for (var k = 0; k < steps; k++)
            weights[k + 1] = weights[k] * (steps - k) / (k + 1);
        Knots = [.. factors.SelectMany(a => new[] { a * lower, a * peak, a * upper }).Distinct().Order()];
        densities = new(() => [.. Knots.Select(knot => new OneSided(DensityBefore(knot), DensityAfter(knot)))]);
    }

    /// <summary>The images of ends and peak, ascending: between neighbours the density is linear.</summary>
    public IReadOnlyList<Rational> Knots { get; }

    /// <summary>The leftmost place of the largest density.</summary>
    public Rational Mode => Knots.Zip(densities.Value).MaxBy(knot => knot.Second.Larger).First;

    /// <summary>The larger of the two one-sided limits of f_t at u: where a triangle ends in a jump they differ.</summary>
    public Rational DensityAt(Rational u) => new OneSided(DensityBefore(u), DensityAfter(u)).Larger;

    /// <summary>The limit of f_t from the left.</summary>
    public Rational DensityBefore(Rational u) => Sum((v, a) => Before(v) / a, u);

    /// <summary>The limit of f_t from the right.</summary>
    public Rational DensityAfter(Rational u) => Sum((v, a) => After(v) / a, u);

    /// <summary>F_t(u) = P(u_t ≤ u).</summary>
    public Rational Cumulative(Rational u) => Sum((v, _) => InitialCumulative(v), u);

    /// <summary>
    /// The left end of an interval of at most the given width that holds the median: F_t is below ½ there and at least ½ at
    /// the right end, both decided in fractions.
    /// </summary>
    /// <param name="width">&gt; 0</param>
    /// <exception cref="ArgumentOutOfRangeException">the width is not positive</exception>
    public Rational MedianFloor(Rational width)
    {
        if (width.Sign <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(width),
                width,
                "The interval of a median needs a positive width."
            );
        var half = new Rational(1, 2);
        var (left, right) = (Knots[0], Knots[^1]);
        while (right - left > width)
        {
            var middle = (left + right) * half;
            (left, right) = Cumulative(middle) < half ? (middle, right) : (left, middle);
        }
        return left;
    }

    /// <summary>Local maxima of the density; a plateau counts once.</summary>
    public int Peaks
    {
        get
        {
            // Between neighbours the density is linear, so the one-sided limits at the knots hold every maximum.
            var limits = densities.Value.SelectMany(limit => new[] { limit.Before, limit.After }).ToArray();
            var (count, rising) = (0, false);
            for (var i = 1; i < limits.Length; i++)
            {
                if (limits[i] < limits[i - 1] && rising)
                    count++;
                if (limits[i] != limits[i - 1])
                    rising = limits[i] > limits[i - 1];
            }
            return count;
        }
    }

    private Rational Sum(Func<Rational, Rational, Rational> term, Rational u)
    {
        Rational sum = 0;
        for (var k = 0; k < factors.Length; k++)
        {
            // Sums of long fractions are slow; most branches give nothing.
            if (term(u / factors[k], factors[k]) is { Sign: not 0 } value)
                sum += weights[k] * value;
        }
        return sum;
    }

    private Rational Before(Rational v) =>
        v <= lower || v > upper ? 0
        : v <= peak ? 2 * (v - lower) / ((upper - lower) * (peak - lower))
        : 2 * (upper - v) / ((upper - lower) * (upper - peak));

    private Rational After(Rational v) =>
        v < lower || v >= upper ? 0
        : v < peak ? 2 * (v - lower) / ((upper - lower) * (peak - lower))
        : 2 * (upper - v) / ((upper - lower) * (upper - peak));

    private Rational InitialCumulative(Rational v) =>
        v <= lower ? 0
        : v >= upper ? 1
        : v <= peak ? (v - lower) * (v - lower) / ((upper - lower) * (peak - lower))
        : 1 - ((upper - v) * (upper - v) / ((upper - lower) * (upper - peak)));

    private readonly record struct OneSided(Rational Before, Rational After)
    {
        public Rational Larger => Before > After ? Before : After;
    }

    private static Rational Power(Rational x, int exponent) =>
        new(BigInteger.Pow(x.Numerator, exponent), BigInteger.Pow(x.Denominator, exponent));
}
