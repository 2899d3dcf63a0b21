using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>A value with its probability.</summary>
/// <param name="Value">the value</param>
/// <param name="Probability">its probability</param>
public readonly record struct WeightedValue(Rational Value, Rational Probability);

/// <summary>
/// The process x_{k+1} = x_k ± ζ with fair signs and a random magnitude ζ whose law may depend on x_k, exactly.
/// </summary>
public static class RandomMagnitudes
{
    /// <summary>The outcomes after some steps, one for every sequence of signs and magnitudes.</summary>
    /// <param name="magnitudes">the law of ζ at a state; its probabilities sum to 1</param>
    /// <param name="start">x_0</param>
    /// <param name="steps">number of steps</param>
    public static IReadOnlyList<WeightedValue> Outcomes(
        Func<Rational, IReadOnlyList<WeightedValue>> magnitudes,
        Rational start,
        int steps
    )
    {
        ArgumentNullException.ThrowIfNull(magnitudes);
        IReadOnlyList<WeightedValue> outcomes = [new(start, 1)];
        for (var k = 0; k < steps; k++)
            outcomes = [.. outcomes.SelectMany(at => magnitudes(at.Value).SelectMany(by => Both(at, by)))];
        return outcomes;
    }

    /// <summary>The mean of a law.</summary>
    public static Rational Mean(IEnumerable<WeightedValue> law) =>
        law.Aggregate((Rational)0, (sum, outcome) => sum + (outcome.Value * outcome.Probability));

    /// <summary>The probability of the values with a property.</summary>
    public static Rational Probability(IEnumerable<WeightedValue> law, Func<Rational, bool> of) =>
        law.Where(outcome => of(outcome.Value)).Aggregate((Rational)0, (sum, outcome) => sum + outcome.Probability);

    private static WeightedValue[] Both(WeightedValue at, WeightedValue by)
    {
        var probability = at.Probability * by.Probability / 2;
        return [new(at.Value + by.Value, probability), new(at.Value - by.Value, probability)];
    }
}
