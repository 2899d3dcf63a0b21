using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A network with biases, random normal parameters and a random normal input.</summary>
/// <param name="Widths">n₀, …, n_L = 1</param>
/// <param name="Seed">of the parameters and the input</param>
public sealed record RandomAffineNetwork(int[] Widths, ulong Seed)
{
    /// <summary>The shape.</summary>
    public AffineNetwork Network { get; } = new(Widths);

    /// <summary>θ.</summary>
    public double[] Theta { get; } = Normals(Seed, "parameters", new AffineNetwork(Widths).ParameterCount);

    /// <summary>x.</summary>
    public double[] Input { get; } = Normals(Seed, "input", Widths[0]);

    /// <summary>The forward pass with ReLU.</summary>
    public ReluPass Relu => Network.Relu(Theta, Input);

    /// <summary>The sum over all paths.</summary>
    public SumOfProducts AllPaths => NetworkPaths.Of(Network, Input, Network.LinearMasks());

    /// <summary>The sum over the paths that the ReLU units leave on.</summary>
    public SumOfProducts OpenPaths => NetworkPaths.Of(Network, Input, Relu.Masks());

    /// <summary>The output with identity activations.</summary>
    public double LinearOutput => Network.Output(Theta, Input, Network.LinearMasks());

    /// <summary>|found − output|/max(1, |output|).</summary>
    public static double RelativeError(double found, double output) =>
        Math.Abs(found - output) / Math.Max(1, Math.Abs(output));

    /// <summary>Networks of 1 to 4 layers.</summary>
    /// <param name="widest">largest width</param>
    public static Gen<RandomAffineNetwork> Any(int widest = 4) =>
        from hidden in Draw.Integer(1, 4).SelectMany(depth => Draw.Integer(1, widest).ArrayOf(depth))
        from seed in Draw.Seed()
        select new RandomAffineNetwork([.. hidden, 1], seed);

    /// <summary>A step of normal entries.</summary>
    /// <param name="size">standard deviation of an entry</param>
    public double[] Moved(double size) =>
        [.. Theta.Zip(Normals(Seed, "step", Theta.Length), (x, step) => x + (size * step))];

    /// <summary>Requires two to five widths of which the last is 1.</summary>
    /// <exception cref="ParameterException">they are not such</exception>
    public static void Require(int[] widths)
    {
        if (widths.Length is < 2 or > 5)
            throw new ParameterException(
                "widths",
                $"has {widths.Length} entries; give 2 to 5, from the input to the output."
            );
        if (widths[^1] != 1)
            throw new ParameterException("widths", $"ends with {widths[^1]}; the output has width 1.");
    }

    /// <summary>The shape and the seed.</summary>
    public override string ToString() => $"widths {string.Join("-", Widths)}, seed {Seed}";

    private static double[] Normals(ulong seed, string name, int count)
    {
        var values = new double[count];
        new RandomStream(seed).Substream(name).FillNormal(values);
        return values;
    }
}
