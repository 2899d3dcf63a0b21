using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// A positive, strictly increasing Δ on the whole line, exactly: linear between rational knots; right of the last knot
/// $\Delta_n + (x - k_n)$; left of the first one $\Delta_1/(1 + k_1 - x)$, which stays positive.
/// </summary>
public sealed class RationalKnotStep : RationalStep
{
    private readonly Rational[] knots;
    private readonly Rational[] values;

    /// <summary>A law through points.</summary>
    /// <param name="knots">abscissae k_1 &lt; … &lt; k_n, at least one</param>
    /// <param name="values">0 &lt; Δ_1 &lt; … &lt; Δ_n, as many</param>
    /// <exception cref="ArgumentException">the points are none, not as many, not increasing or not positive</exception>
    public RationalKnotStep(IReadOnlyList<Rational> knots, IReadOnlyList<Rational> values)
    {
        ArgumentNullException.ThrowIfNull(knots);
        ArgumentNullException.ThrowIfNull(values);
        if (knots.Count == 0 || knots.Count != values.Count)
            throw new ArgumentException(
                $"A law has {knots.Count} knots and {values.Count} values; give as many, at least one."
            );
        if (values[0] <= 0)
            throw new ArgumentException($"The value at the first knot is {values[0]}; it must be positive.");
        for (var i = 1; i < knots.Count; i++)
        {
            if (knots[i] <= knots[i - 1] || values[i] <= values[i - 1])
                throw new ArgumentException(
                    $"Point {i + 1} is ({knots[i]}, {values[i]}); it must exceed the point before it."
                );
        }
        (this.knots, this.values) = ([.. knots], [.. values]);
    }

    /// <summary>The abscissae of the knots.</summary>
    public IReadOnlyList<Rational> Knots => knots;

    /// <summary>Δ at the knots.</summary>
    public IReadOnlyList<Rational> Values => values;

    /// <inheritdoc/>
    public override Rational At(Rational x)
    {
        if (x < knots[0])
            return values[0] / (1 + knots[0] - x);
        if (x >= knots[^1])
            return values[^1] + x - knots[^1];
        var i = 1;
        while (x >= knots[i])
            i++;
        return values[i - 1] + ((values[i] - values[i - 1]) * (x - knots[i - 1]) / (knots[i] - knots[i - 1]));
    }

    /// <summary>The points of the law.</summary>
    public override string ToString() => string.Join(" ", knots.Zip(values, (knot, value) => $"({knot}, {value})"));
}
