namespace Dlnx.Escape;

/// <summary>
/// Nodes and weights of a trapezoid rule for the expectation over standard normal numbers. For smooth activations it is
/// exact to rounding, which Gauss–Hermite rules of the same size are not.
/// </summary>
public sealed class GaussianRule
{
    private readonly double[] nodes;
    private readonly double[] weights;

    private GaussianRule(int dimension, double[] nodes, double[] weights)
    {
        Dimension = dimension;
        this.nodes = nodes;
        this.weights = weights;
    }

    /// <summary>One dimension: step 0.1 on [−12, 12], 241 nodes.</summary>
    public static GaussianRule Line { get; } = OnLine(0.1, 120);

    /// <summary>Two dimensions: the tensor rule of step 0.25 on [−8, 8]², 4225 nodes.</summary>
    public static GaussianRule Plane { get; } = OnPlane(OnLine(0.25, 32));

    /// <summary>Numbers per node, 1 or 2.</summary>
    public int Dimension { get; }

    /// <summary>How many nodes there are.</summary>
    public int Count => weights.Length;

    /// <summary>The coordinates: all first ones, then all second ones.</summary>
    public ReadOnlySpan<double> Nodes => nodes;

    /// <summary>The weights, which sum to 1.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>𝔼 f(s), s standard normal.</summary>
    /// <exception cref="InvalidOperationException">the rule has two dimensions</exception>
    public double Expectation(Func<double, double> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (Dimension != 1)
            throw new InvalidOperationException("A function of one number needs the rule on the line.");
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * f(nodes[i]);
        return sum;
    }

    private static GaussianRule OnLine(double step, int half)
    {
        double[] points = [.. Enumerable.Range(-half, (2 * half) + 1).Select(i => step * i)];
        return new(1, points, [.. points.Select(s => step / Math.Sqrt(2 * Math.PI) * Math.Exp(-0.5 * s * s))]);
    }

    private static GaussianRule OnPlane(GaussianRule line)
    {
        var (s, w) = (line.nodes, line.weights);
        double[] first = [.. s.SelectMany(x => s.Select(_ => x))];
        double[] second = [.. s.SelectMany(_ => s)];
        return new(2, [.. first, .. second], [.. w.SelectMany(x => w.Select(y => x * y))]);
    }
}
