using System.Runtime.CompilerServices;

namespace Dlnx.Maps;

/// <summary>
/// Gradient descent on one balanced singular direction: F(x) = x + (k/L)(1 − x^L)x^(L−1), with every layer's singular
/// value at σ^(1/L)·x and k = ηS, S = Lσ^(2−2/L). The fixed point is x = 1 (Section 0 of catalogue B).
/// </summary>
public sealed record BalancedMap
{
    private const int MaxDepth = 10_000;
    private readonly double step;

    /// <summary>The map of L layers at the step k.</summary>
    /// <param name="depth">L, the number of layers, 2 to 10,000</param>
    /// <param name="k">ηS, the learning rate in units of 1/sharpness, positive</param>
    /// <exception cref="ArgumentOutOfRangeException">depth or k out of range</exception>
    public BalancedMap(int depth, double k)
    {
        Depth = MapDomain.Depth(depth, MaxDepth);
        K = MapDomain.Positive(k, nameof(k));
        step = k / depth;
    }

    /// <summary>L, the number of layers.</summary>
    public int Depth { get; }

    /// <summary>k = ηS.</summary>
    public double K { get; }

    /// <summary>F′(1) = 1 − k: the fixed point attracts for 0 &lt; k &lt; 2.</summary>
    public double FixedPointMultiplier => 1 - K;

    /// <summary>The map of a direction with target value σ at learning rate η (½ convention of the loss).</summary>
    public static BalancedMap ForLearningRate(int depth, double eta, double sigma) =>
        new(depth, eta * BalancedSharpness.AtMinimum(depth, sigma));

    /// <summary>F(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Apply(double x)
    {
        // The order of operations and the fused steps are those of SweepKernel: both give the same bits.
        var power = IntegerPower.Raise(x, Depth - 1);
        return Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(-x, power, 1), step * power, x);
    }

    /// <summary>F′(x) = 1 + (k/L)x^(L−2)[(L−1) − (2L−1)x^L].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Derivative(double x)
    {
        var power = IntegerPower.Raise(x, Depth - 2);
        var bracket = Math.FusedMultiplyAdd(-(2 * Depth - 1), x * x * power, Depth - 1);
        return Math.FusedMultiplyAdd(bracket, step * power, 1);
    }

    /// <summary>Where a start ends after a number of steps (0 returns the start).</summary>
    public double Iterate(double start, long steps)
    {
        var x = start;
        for (var t = 0L; t < steps; t++)
        {
            x = Apply(x);
        }
        return x;
    }

    /// <summary>Fills the span with the successive iterates after the start, and returns the last of them.</summary>
    public double Record(double start, Span<double> orbit)
    {
        var x = start;
        for (var t = 0; t < orbit.Length; t++)
        {
            x = Apply(x);
            orbit[t] = x;
        }
        return x;
    }

    /// <summary>The place of the maximum of F in (0, 1), where F′ = 0. For k &gt; 1, since F′(1) = 1 − k.</summary>
    /// <exception cref="InvalidOperationException">k ≤ 1: F increases on (0, 1]</exception>
    public double CriticalPoint() =>
        K > 1
            // F′ is 1 where x^L = (L−1)/(2L−1), and falls from there on.
            ? BracketedRoot.Find(Derivative, Math.Pow((Depth - 1.0) / (2 * Depth - 1), 1.0 / Depth), 1)
            : throw new InvalidOperationException($"F increases on (0, 1] for k = {K}; a maximum there needs k > 1.");

    /// <summary>The attracting two-cycle, found by iterating the map (2 &lt; k &lt; k₄(L)).</summary>
    /// <exception cref="InvalidOperationException">the iteration ends elsewhere; the message says where</exception>
    public TwoCycle TwoCycle()
    {
        var search = TwoCycleSearch.ByIteration(this);
        return search.Outcome == TwoCycleOutcome.Attracting
            ? search.Cycle
            : throw new InvalidOperationException($"L = {Depth}, k = {K}: {search.Sentence}");
    }
}
