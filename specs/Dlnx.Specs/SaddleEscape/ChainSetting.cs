using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>Settings that the claims about the symmetric chain share.</summary>
public static class ChainSetting
{
    private static readonly double[] Ratios = [1, 1.3, 0.8, 1.15, 0.9];

    /// <summary>The activations with an expansion at 0 that the reference tables list, classes B and C.</summary>
    public static IReadOnlyList<string> Expandable => ["tanh", "erf", "sin", "gelu", "swish"];

    /// <summary>The direction u = (cos 0.6, sin 0.6) of the exact populations in two dimensions.</summary>
    public static double[] PlaneDirection => [Math.Cos(0.6), Math.Sin(0.6)];

    /// <summary>Unequal scales λ(1, 1.3, 0.8, 1.15, 0.9, 1, …) that approach the saddle as λ → 0.</summary>
    /// <param name="depth">L</param>
    /// <param name="scale">λ</param>
    public static double[] Unequal(int depth, double scale) =>
        [.. Enumerable.Range(0, depth).Select(k => scale * Ratios[k % Ratios.Length])];

    /// <summary>The local exponent of a quantity between x and x/2.</summary>
    /// <param name="whole">its value at x</param>
    /// <param name="half">its value at x/2</param>
    public static double Exponent(double whole, double half) => Math.Log2(Math.Abs(whole / half));

    /// <summary>
    /// The direction of the population on which a full network is compared with the chain: in the plane where its rule is
    /// exact to rounding; on the line, where network and chain share their nodes, for kinks and steep chains.
    /// </summary>
    public static double[] DirectionFor(Activation activation, ReadOnlySpan<double> scales, double alpha = 1)
    {
        var (rule, chain) = (GaussianRule.Line, new ReducedChain(activation, scales.Length, alpha));
        var output = new double[rule.Count];
        chain.Output(scales, output);
        var coarse = 0.0;
        for (var n = 0; n < output.Length; n += 2)
            coarse += rule.Weights[n] * Math.Pow((alpha * activation.Value(rule.Nodes[n])) - output[n], 2);
        // A trapezoid rule errs by about the square of its error at twice the step.
        var loss = chain.Loss(scales);
        return Math.Abs(coarse - loss) <= 1e-8 * loss ? PlaneDirection : [1];
    }

    /// <summary>The population x ~ N(0, I) of a direction's dimension with the teacher αφ(⟨u, x⟩).</summary>
    public static ExampleSet Population(Activation activation, double alpha, double[] direction)
    {
        var population = ExampleSets.Population(direction.Length, 1);
        ExampleSets.Teach(population, activation, alpha, direction);
        return population;
    }

    /// <summary>The chain as a network of width 1 on the line, which exposes what flows through its layers.</summary>
    public static NetworkPass WidthOne(Activation activation, ReadOnlySpan<double> scales, double alpha = 1)
    {
        var network = SymmetricManifold.OfWidth(scales.Length, 1, [1]).Network(activation, scales);
        return new NetworkPass(network, Population(activation, alpha, [1]));
    }

    /// <summary>da/dτ of the exact reduced flow.</summary>
    public static double[] Velocity(Activation activation, ReadOnlySpan<double> scales, double alpha = 1)
    {
        var velocity = new double[scales.Length];
        new ReducedChain(activation, scales.Length, alpha).Velocity(scales, velocity);
        return velocity;
    }

    /// <summary>
    /// A scale at which ratios on the balanced ray are measured: small against 1/β, because the expansion is one in βa, and
    /// against β, because the ratios of a weakly curved activation are of order β².
    /// </summary>
    /// <param name="beta">β, inner gain of the activation</param>
    public static double RayScale(double beta) => 0.04 * Math.Min(beta, 1 / beta);

    /// <summary>∂loss/∂a by central differences of the fourth order.</summary>
    public static double[] LossGradient(ReducedChain chain, double[] scales)
    {
        const double step = 1e-4;
        return [.. Enumerable.Range(0, scales.Length).Select(Derivative)];

        double Derivative(int k) => ((8 * Difference(k, step)) - Difference(k, 2 * step)) / (12 * step);

        double Difference(int k, double by) => At(k, by) - At(k, -by);

        double At(int k, double by) => chain.Loss([.. scales.Select((a, j) => j == k ? a + by : a)]);
    }

    /// <summary>Refuses scales of the wrong number.</summary>
    /// <exception cref="ParameterException">fewer than 2 or more than 12</exception>
    public static void RequireChain(string parameter, double[] scales)
    {
        if (scales.Length is < 2 or > 12)
            throw new ParameterException(parameter, $"has {scales.Length} entries; a chain has 2 to 12 scales.");
    }
}
