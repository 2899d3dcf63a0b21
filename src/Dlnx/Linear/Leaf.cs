using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// A leaf of gradient flow of one singular mode with pathways of one depth: all states whose coordinates y_p = r_p^(2−L)
/// differ from their mean by ξ_p. It holds exactly one zero-loss point (A, Propositions E.3 and E.4).
/// </summary>
public sealed class Leaf
{
    /// <summary>The leaf of given deviations.</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="target">σ, positive</param>
    /// <param name="deviations">ξ_p, one per pathway, finite; their mean is removed</param>
    /// <exception cref="ArgumentException">a value is out of range</exception>
    public Leaf(int depth, double target, ReadOnlySpan<double> deviations)
    {
        MapDomain.LeafDepth(depth);
        Balanced = new BalancedPoint(depth, deviations.Length, target);
        var mean = 0.0;
        foreach (var deviation in deviations)
        {
            mean += MapDomain.Finite(deviation, nameof(deviations)) / deviations.Length;
        }

        Deviations = [.. deviations.ToArray().Select(deviation => deviation - mean)];
        Terminal = GradientFlowEndpoint.Homogeneous(depth, ScalesAbove(Balanced.Coordinate), target);
    }

    /// <summary>The point ξ = 0 of the same mode.</summary>
    public BalancedPoint Balanced { get; }

    /// <summary>ξ_p, with mean 0.</summary>
    public double[] Deviations { get; }

    /// <summary>V = (1/P)Σξ_p².</summary>
    public double Variance => Deviations.Sum(deviation => deviation * deviation) / Deviations.Length;

    /// <summary>The zero-loss point, where gradient flow on the leaf ends.</summary>
    public GradientFlowEndpoint Terminal { get; }

    /// <summary>λ(ξ), the sharpness of the zero-loss point.</summary>
    public double Sharpness => Terminal.Sharpness;

    /// <summary>λ_* + ΛV, what the sharpness is to second order in ξ (60).</summary>
    public double QuadraticSharpness => Balanced.Sharpness + (Balanced.VarianceCurvature * Variance);

    /// <summary>The state on the leaf whose smallest coordinate is given: all of the leaf as it runs from 0 to ∞.</summary>
    /// <param name="smallest">min_p y_p, positive</param>
    public PathwayMode StateAbove(double smallest) =>
        PathwayMode.Homogeneous(Balanced.Depth, Balanced.Target, ScalesAbove(smallest));

    /// <summary>The leaf c·direction, c ≥ 0, whose zero-loss point has a given sharpness; null when there is none.</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="target">σ, positive</param>
    /// <param name="direction">of the deviations, not all equal</param>
    /// <param name="sharpness">λ; leaves reach from λ_* up to, but not including, λ^sp</param>
    public static Leaf? WithSharpness(int depth, double target, ReadOnlySpan<double> direction, double sharpness)
    {
        // Beyond this the smaller pathways carry less than a double's last digit of σ.
        const double furthest = 1e15;
        var shape = direction.ToArray();
        Leaf At(double c) => new(depth, target, [.. shape.Select(entry => c * entry)]);
        var origin = At(0).Balanced;
        if (!(sharpness >= origin.Sharpness && sharpness < PathwaySharpness.Single(depth, target)))
        {
            return null;
        }

        var (low, high) = (0.0, origin.Coordinate / shape.Max(Math.Abs));
        while (At(high).Sharpness < sharpness)
        {
            if (high > furthest * origin.Coordinate)
            {
                return null;
            }

            (low, high) = (high, 4 * high);
        }

        return At(low).Sharpness >= sharpness
            ? At(low)
            : At(BracketedRoot.Find(c => At(c).Sharpness - sharpness, low, high));
    }

    private double[] ScalesAbove(double smallest)
    {
        var least = Deviations.Min();
        return [.. Deviations.Select(xi => LeafCoordinates.Scale(Balanced.Depth, smallest + (xi - least)))];
    }
}
