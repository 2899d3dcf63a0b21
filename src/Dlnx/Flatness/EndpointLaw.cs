using System.Numerics.Tensors;

namespace Dlnx.Flatness;

/// <summary>The exact law of x_t from a deterministic x_0: 2^t end points of equal weight (Theorem 5.4).</summary>
public sealed class EndpointLaw
{
    private readonly double[] endpoints;
    private readonly Lazy<double[]> sorted;

    private EndpointLaw(double[] endpoints, StateHull hull)
    {
        (this.endpoints, Hull) = (endpoints, hull);
        sorted = new(() => [.. endpoints.Order()]);
    }

    /// <summary>The 2^t end points, indexed by <see cref="SignString.Minuses"/>.</summary>
    public ReadOnlySpan<double> Endpoints => endpoints;

    /// <summary>The end points in increasing order.</summary>
    public ReadOnlySpan<double> Sorted => sorted.Value;

    /// <summary>The hull of all states, x_0 and the end points included.</summary>
    public StateHull Hull { get; }

    /// <summary>Left end of the interval of medians: the element of index n/2 − 1 of the sorted end points.</summary>
    public double LowerMedian => Sorted[Math.Max(0, (endpoints.Length / 2) - 1)];

    /// <summary>Right end of the interval of medians: the element of index n/2.</summary>
    public double UpperMedian => Sorted[endpoints.Length / 2];

    /// <summary>E x_t, which equals x_0 in exact arithmetic; summed pairwise.</summary>
    public double Mean => PairwiseSum(endpoints) / endpoints.Length;

    /// <summary>E h_t = E exp(x_t), the mean curvature moment.</summary>
    public double MeanExponential
    {
        get
        {
            var exponentials = new double[endpoints.Length];
            TensorPrimitives.Exp(endpoints, exponentials);
            return PairwiseSum(exponentials) / endpoints.Length;
        }
    }

    /// <summary>The law after t steps.</summary>
    /// <param name="law">Δ</param>
    /// <param name="start">x_0</param>
    /// <param name="steps">t, 0 to <see cref="PathEnumeration.MaximalSteps"/></param>
    /// <exception cref="ArgumentException">t is out of range</exception>
    public static EndpointLaw From(StepLaw law, double start, int steps)
    {
        var reached = new double[PathEnumeration.CountOf(steps)];
        var hull = PathEnumeration.Fill(law, start, reached);
        return new(reached, hull);
    }

    /// <summary>How many of the 2^t end points lie strictly below a level.</summary>
    public int CountBelow(double level)
    {
        var found = 0;
        foreach (var x in endpoints)
            found += x < level ? 1 : 0;
        return found;
    }

    /// <summary>P(x_t &lt; level), a dyadic number without rounding.</summary>
    public double ProbabilityBelow(double level) => CountBelow(level) / (double)endpoints.Length;

    /// <summary>F_t(level) = P(x_t ≤ level), a dyadic number without rounding.</summary>
    public double Cumulative(double level) => ProbabilityBelow(Math.BitIncrement(level));

    private static double PairwiseSum(ReadOnlySpan<double> values) =>
        values.Length <= 64
            ? TensorPrimitives.Sum(values)
            : PairwiseSum(values[..(values.Length / 2)]) + PairwiseSum(values[(values.Length / 2)..]);
}
