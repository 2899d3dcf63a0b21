using System.Numerics.Tensors;

namespace Dlnx.Escape;

/// <summary>How the modes of a network are read out.</summary>
public enum ModeOutput
{
    /// <summary>One output f = Σ_k f_k for the sum of all teachers.</summary>
    Scalar,

    /// <summary>One output f_k for the teacher of each mode.</summary>
    Vector,
}

/// <summary>
/// Networks whose hidden units are split into blocks, one for each mode of the teacher Σ_k α_k φ(x_k), and their population of
/// standard normal inputs in two dimensions (C, Appendix E). Mode k is coordinate k of the input.
/// </summary>
public static class BlockNetworks
{
    /// <summary>
    /// The block-aligned point: block k has W₁ = a₁·1u_kᵀ, hidden entries a_l/m, read-out entries a_L/m, everything between
    /// blocks is 0.
    /// </summary>
    /// <param name="scales">a^(k)₁, …, a^(k)_L for every mode k, at least two scales</param>
    /// <param name="blockSize">m ≥ 1, hidden units of a mode</param>
    /// <param name="activation">φ</param>
    /// <param name="output">one output for all modes, or one for each</param>
    /// <exception cref="ArgumentException">modes of different depth, or none</exception>
    public static DenseNetwork Aligned(
        IReadOnlyList<double[]> scales,
        int blockSize,
        Activation activation,
        ModeOutput output
    )
    {
        ArgumentNullException.ThrowIfNull(scales);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        if (scales.Count == 0 || scales[0].Length < 2 || scales.Any(a => a.Length != scales[0].Length))
            throw new ArgumentException("Every mode needs as many scales, at least two.", nameof(scales));
        var (modes, depth) = (scales.Count, scales[0].Length);
        var outputs = output == ModeOutput.Scalar ? 1 : modes;
        int[] widths = [modes, .. Enumerable.Repeat(modes * blockSize, depth - 1), outputs];
        var network = new DenseNetwork(widths, activation);
        for (var k = 0; k < modes; k++)
        {
            for (var l = 1; l <= depth; l++)
            {
                var (rows, columns) = (
                    Units(l, k, depth, blockSize, output),
                    Units(l - 1, k, depth, blockSize, output)
                );
                foreach (var i in rows)
                {
                    foreach (var j in columns)
                        network.Layer(l)[(i * widths[l - 1]) + j] = scales[k][l - 1] / (l == 1 ? 1 : blockSize);
                }
            }
        }

        return network;
    }

    /// <summary>
    /// The exact population of two modes: x ~ N(0, I₂) and y = Σ_k α_kφ(x_k), or each α_kφ(x_k) by itself. For an odd activation
    /// x and −x contribute the same to every expectation of the flow, so half of the nodes stand for all.
    /// </summary>
    /// <param name="activation">φ of the teacher</param>
    /// <param name="alphas">α₁, α₂</param>
    /// <param name="output">one target for both modes, or one for each</param>
    /// <exception cref="ArgumentException">not two modes</exception>
    public static ExampleSet Population(Activation activation, ReadOnlySpan<double> alphas, ModeOutput output)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (alphas.Length != 2)
            throw new ArgumentException($"The population has two modes; {alphas.Length} were given.", nameof(alphas));
        var outputs = output == ModeOutput.Scalar ? 1 : 2;
        var set = activation.IsOdd ? HalfPlane(outputs) : ExampleSets.Population(2, outputs);
        var values = new double[set.Count];
        for (var k = 0; k < 2; k++)
        {
            activation.Evaluate(set.InputRow(k), values);
            var target = set.TargetRow(output == ModeOutput.Scalar ? 0 : k);
            for (var n = 0; n < values.Length; n++)
                target[n] += alphas[k] * values[n];
        }

        return set;
    }

    // Node n of the rule is minus node N − 1 − n; the one in the middle is the origin.
    private static ExampleSet HalfPlane(int outputs)
    {
        var rule = GaussianRule.Plane;
        var half = (rule.Count + 1) / 2;
        var set = new ExampleSet(half, 2, outputs);
        for (var k = 0; k < 2; k++)
            rule.Nodes.Slice(k * rule.Count, half).CopyTo(set.InputRow(k));
        TensorPrimitives.Multiply(rule.Weights[..half], 2, set.Weights);
        set.Weights[^1] /= 2;
        return set;
    }

    /// <summary>The rates of the normalised flow in its reduced time τ = t/m: m for W₁, 1 for hidden layers, 1/m for W_L.</summary>
    /// <param name="depth">L ≥ 2</param>
    /// <param name="blockSize">m ≥ 1</param>
    public static double[] Rates(int depth, int blockSize) =>
        [.. NetworkFlow.NormalisedRates(depth, blockSize).Select(rate => blockSize * rate)];

    // The units of layer l that belong to mode k; layer 0 holds the inputs, layer L the outputs.
    private static IEnumerable<int> Units(int l, int k, int depth, int blockSize, ModeOutput output) =>
        l == 0 ? [k]
        : l == depth ? [output == ModeOutput.Scalar ? 0 : k]
        : Enumerable.Range(k * blockSize, blockSize);
}
