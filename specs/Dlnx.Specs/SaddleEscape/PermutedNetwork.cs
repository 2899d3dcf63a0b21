using Dlnx.Escape;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>A random network beside the same network with the units of its hidden layers permuted at random.</summary>
/// <param name="Network">the network and its examples</param>
public sealed record PermutedNetwork(RandomNetwork Network)
{
    /// <summary>Networks of every activation and loss.</summary>
    public static Gen<PermutedNetwork> Any =>
        from network in RandomNetwork.With([.. RandomNetwork.Smooth, .. RandomNetwork.Kinked])
        select new PermutedNetwork(network);

    /// <summary>The largest entry of ∇(πW) − π∇(W), relative to that of ∇(W) where it exceeds 1.</summary>
    public double Defect()
    {
        var (pass, permutation) = (Network.Pass(), Permutation());
        var gradient = Gradient(pass);
        var expected = new double[gradient.Length];
        permutation.Apply(gradient, expected);
        return Distance(Gradient(Permuted(pass, permutation)), expected);
    }

    /// <summary>The largest entry of ∇(πW) − ∇(W), on the same scale.</summary>
    public double InvarianceDefect()
    {
        var pass = Network.Pass();
        return Distance(Gradient(Permuted(pass, Permutation())), Gradient(pass));
    }

    /// <summary>The case in words.</summary>
    public override string ToString() => Network.ToString();

    private static double Distance(double[] a, double[] b) =>
        a.Zip(b, (x, y) => Math.Abs(x - y)).Max() / Math.Max(1, b.Max(Math.Abs));

    private static NetworkPass Permuted(NetworkPass pass, NeuronPermutation permutation)
    {
        var permuted = pass.Network.Copy();
        permutation.Apply(pass.Network.Parameters, permuted.Parameters);
        return new NetworkPass(permuted, pass.Examples);
    }

    private double[] Gradient(NetworkPass pass)
    {
        var gradient = new double[pass.Network.ParameterCount];
        pass.Gradient(Network.Loss, gradient);
        return gradient;
    }

    private NeuronPermutation Permutation()
    {
        var stream = new RandomStream(Network.Seed).Substream("permutation");
        var permutations = Network.Widths.Select(width => Enumerable.Range(0, width).ToArray()).ToArray();
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
