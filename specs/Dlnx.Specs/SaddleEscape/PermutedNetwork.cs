using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>A random network, a random permutation of its hidden units, and the gradients at both places.</summary>
/// <param name="Phi">φ</param>
/// <param name="Widths">n₀, …, n_L</param>
/// <param name="Loss">ℓ</param>
/// <param name="Seed">of weights and permutation</param>
public sealed record PermutedNetwork(string Phi, int[] Widths, LossKind Loss, ulong Seed)
{
    /// <summary>The largest entry of ∇(πW) − π∇(W).</summary>
    public double Defect()
    {
        var (permutation, network) = (Permutation(), Network());
        var expected = new double[network.ParameterCount];
        permutation.Apply(Gradient(network), expected);
        return Distance(Gradient(Permuted(network, permutation)), expected);
    }

    /// <summary>The largest entry of ∇(πW) − ∇(W).</summary>
    public double InvarianceDefect()
    {
        var network = Network();
        return Distance(Gradient(Permuted(network, Permutation())), Gradient(network));
    }

    /// <summary>The case in words.</summary>
    public override string ToString() => $"{Phi}, widths {string.Join("-", Widths)}, {Loss}, seed {Seed}";

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    private static DenseNetwork Permuted(DenseNetwork network, NeuronPermutation permutation)
    {
        var permuted = network.Copy();
        permutation.Apply(network.Parameters, permuted.Parameters);
        return permuted;
    }

    private DenseNetwork Network() =>
        DenseNetworks.Gaussian(Widths, Activations.Find(Phi), 0.7, new RandomStream(Seed).Substream("weights"));

    private double[] Gradient(DenseNetwork network)
    {
        var gradient = new double[network.ParameterCount];
        new NetworkPass(network, ExampleSets.Deterministic(40, Widths[0], Widths[^1], Loss)).Gradient(Loss, gradient);
        return gradient;
    }

    private NeuronPermutation Permutation()
    {
        var stream = new RandomStream(Seed).Substream("permutation");
        var permutations = Widths.Select(width => Enumerable.Range(0, width).ToArray()).ToArray();
        foreach (var units in permutations[1..^1])
        {
            for (var i = units.Length - 1; i > 0; i--)
            {
                var j = stream.NextInt32(0, i + 1);
                (units[i], units[j]) = (units[j], units[i]);
            }
        }

        return new NeuronPermutation(permutations);
    }
}
