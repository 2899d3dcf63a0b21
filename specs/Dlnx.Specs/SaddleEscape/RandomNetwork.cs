using Dlnx.Escape;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>
/// A network with normal weights of standard deviation scale/√n_{l−1} and 40 examples with normal inputs.
/// </summary>
public sealed record RandomNetwork(string Phi, LossKind Loss, int[] Widths, double Scale, ulong Seed)
{
    /// <summary>The activations with two derivatives.</summary>
    public static readonly string[] Smooth = ["tanh", "erf", "sin", "gelu", "swish", "softplus", "sigmoid", "linear"];

    /// <summary>The activations with a kink at 0.</summary>
    public static readonly string[] Kinked = ["relu", "leaky"];

    private const int Examples = 40;

    /// <summary>2 to 5 layers of width 1 to 6, scale 0.2 to 1.5, every loss, one of the given activations.</summary>
    public static Gen<RandomNetwork> With(params string[] activations) =>
        from phi in Gen.Elements(activations)
        from loss in Gen.Elements(Enum.GetValues<LossKind>())
        from depth in Draw.Integer(2, 5)
        from widths in Draw.Integer(1, 6).ArrayOf(6)
        from scale in Draw.Between(0.2, 1.5)
        from seed in Draw.Seed()
        select new RandomNetwork(phi, loss, widths[..(depth + 1)], scale, seed);

    /// <summary>The network with its examples.</summary>
    public NetworkPass Pass(Activation? instead = null)
    {
        var stream = new RandomStream(Seed);
        var network = DenseNetworks.HeNormal(Widths, instead ?? Activations.Find(Phi), stream);
        foreach (ref var weight in network.Parameters)
            weight *= Scale / Math.Sqrt(2);
        var examples = ExampleSets.Deterministic(Examples, Widths[0], Widths[^1], Loss);
        stream.FillNormal(examples.Inputs);
        return new(network, examples);
    }

    /// <summary>The identity at the network's weights.</summary>
    public Imbalance Imbalance() => new(Pass(), Loss);

    /// <summary>
    /// The largest deviation over the pairs of neighbouring layers, each on the pair's <see cref="RoundingScale"/>.
    /// </summary>
    public double Worst(Func<Imbalance, int, double> deviation)
    {
        var at = Imbalance();
        return Enumerable.Range(1, Widths.Length - 2).Max(l => Math.Abs(deviation(at, l)) / RoundingScale(at, l));
    }

    /// <summary>
    /// 1 + ‖W_l‖‖∇_{W_l}‖ + ‖W_{l+1}‖‖∇_{W_{l+1}}‖: a drift is the difference of two norm rates, whose rounding errors grow with
    /// these products even where the drift itself is small.
    /// </summary>
    public static double RoundingScale(Imbalance at, int l) => 1 + NormRateBound(at, l) + NormRateBound(at, l + 1);

    private static double NormRateBound(Imbalance at, int l) =>
        Math.Sqrt(at.Network.SquaredNorm(l)) * at.GradientNorm(l);

    public override string ToString() =>
        $"{Phi}, {Loss}, widths {string.Join('-', Widths)}, scale {Scale:R}, seed {Seed}";
}
