namespace Dlnx.Flatness;

/// <summary>
/// A fully connected network with biases and one output, f = W_L h_{L−1} + b_L with h_l = D_l(W_l h_{l−1} + b_l), where the
/// D_l are 0/1 masks: all 1 for a linear network, the signs of the pre-activations for ReLU (D, App. E.1 and E.5). All
/// parameters form one vector θ: W₁ row after row, b₁, W₂, …; units count from 0, layers from 1.
/// </summary>
public sealed class AffineNetwork
{
    private readonly int[] widths;
    private readonly int[] offsets;

    /// <summary>The shape of a network.</summary>
    /// <param name="widths">n₀, …, n_L, at least two, each ≥ 1, the last 1</param>
    /// <exception cref="ArgumentException">the widths are not such</exception>
    public AffineNetwork(IReadOnlyList<int> widths)
    {
        ArgumentNullException.ThrowIfNull(widths);
        if (widths.Count < 2 || widths.Any(width => width < 1) || widths[^1] != 1)
        {
            var found = string.Join(", ", widths);
            throw new ArgumentException(
                $"The widths are {found}; at least two are needed, each at least 1, the last 1."
            );
        }
        this.widths = [.. widths];
        offsets = new int[widths.Count];
        for (var l = 1; l < widths.Count; l++)
            offsets[l] = checked(offsets[l - 1] + (widths[l] * (widths[l - 1] + 1)));
    }

    /// <summary>n₀, …, n_L.</summary>
    public ReadOnlySpan<int> Widths => widths;

    /// <summary>L.</summary>
    public int Depth => widths.Length - 1;

    /// <summary>Σ n_l(n_{l−1} + 1), the length of θ.</summary>
    public int ParameterCount => offsets[^1];

    /// <summary>Index of W_l[to, from] in θ.</summary>
    public int Weight(int l, int to, int from) => offsets[l - 1] + (to * widths[l - 1]) + from;

    /// <summary>Index of b_l[unit] in θ.</summary>
    public int Bias(int l, int unit) => offsets[l - 1] + (widths[l] * widths[l - 1]) + unit;

    /// <summary>The masks of a linear network, true for every unit of the layers 1, …, L − 1.</summary>
    public bool[][] LinearMasks() => [.. widths[1..^1].Select(width => Enumerable.Repeat(true, width).ToArray())];

    /// <summary>The output for given masks.</summary>
    /// <param name="theta">θ</param>
    /// <param name="input">x, n₀ entries</param>
    /// <param name="masks">D₁, …, D_{L−1}</param>
    public double Output(ReadOnlySpan<double> theta, ReadOnlySpan<double> input, bool[][] masks)
    {
        ArgumentNullException.ThrowIfNull(masks);
        var layer = input.ToArray();
        for (var l = 1; l <= Depth; l++)
        {
            layer = PreActivations(theta, layer, l);
            for (var unit = 0; l < Depth && unit < layer.Length; unit++)
                layer[unit] = masks[l - 1][unit] ? layer[unit] : 0;
        }
        return layer[0];
    }

    /// <summary>The forward pass with ReLU in the layers 1, …, L − 1.</summary>
    /// <param name="theta">θ</param>
    /// <param name="input">x, n₀ entries</param>
    public ReluPass Relu(ReadOnlySpan<double> theta, ReadOnlySpan<double> input)
    {
        var layer = input.ToArray();
        var hidden = new double[Depth - 1][];
        for (var l = 1; l < Depth; l++)
        {
            hidden[l - 1] = PreActivations(theta, layer, l);
            layer = [.. hidden[l - 1].Select(z => Math.Max(0, z))];
        }
        return new(PreActivations(theta, layer, Depth)[0], hidden);
    }

    private double[] PreActivations(ReadOnlySpan<double> theta, double[] layer, int l)
    {
        var next = new double[widths[l]];
        for (var to = 0; to < next.Length; to++)
        {
            next[to] = theta[Bias(l, to)];
            for (var from = 0; from < layer.Length; from++)
                next[to] += theta[Weight(l, to, from)] * layer[from];
        }
        return next;
    }
}
