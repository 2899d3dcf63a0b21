using System.Numerics.Tensors;

namespace Dlnx.Escape;

/// <summary>
/// The symmetric networks W₁ = a₁𝟏uᵀ, W_l = (a_l/n_{l−1})𝟏𝟏ᵀ, with one output (C, Definition 3): a linear map between the
/// scales a₁, …, a_L and the weights, in the order of <see cref="DenseNetwork.Parameters"/>.
/// </summary>
public sealed class SymmetricManifold
{
    private readonly int[] widths;
    private readonly double[] direction;

    /// <summary>The manifold of some widths and a direction.</summary>
    /// <param name="widths">n₀, …, n_L with n_L = 1 and L ≥ 2</param>
    /// <param name="direction">u, n₀ entries, of length 1</param>
    /// <exception cref="ArgumentException">several outputs, one layer, or a direction of another dimension or length</exception>
    public SymmetricManifold(IReadOnlyList<int> widths, ReadOnlySpan<double> direction)
    {
        ArgumentNullException.ThrowIfNull(widths);
        if (widths.Count < 3 || widths[^1] != 1)
        {
            throw new ArgumentException(
                $"Symmetric networks have at least two layers and one output; the widths are {string.Join(", ", widths)}.",
                nameof(widths)
            );
        }

        var length = TensorPrimitives.Norm(direction);
        if (direction.Length != widths[0] || !(Math.Abs(length - 1) <= 1e-12))
        {
            throw new ArgumentException(
                $"The direction needs {widths[0]} entries and length 1; it has {direction.Length} and length {length:R}.",
                nameof(direction)
            );
        }

        this.widths = [.. widths];
        this.direction = direction.ToArray();
    }

    /// <summary>The manifold of equal hidden widths.</summary>
    /// <param name="depth">L ≥ 2</param>
    /// <param name="width">m ≥ 1</param>
    /// <param name="direction">u, of length 1</param>
    public static SymmetricManifold OfWidth(int depth, int width, ReadOnlySpan<double> direction) =>
        new([direction.Length, .. Enumerable.Repeat(width, depth - 1), 1], direction);

    /// <summary>L.</summary>
    public int Depth => widths.Length - 1;

    /// <summary>n₀, …, n_L.</summary>
    public IReadOnlyList<int> Widths => widths;

    /// <summary>u.</summary>
    public ReadOnlySpan<double> Direction => direction;

    /// <summary>The network of given scales.</summary>
    /// <param name="activation">φ</param>
    /// <param name="scales">a₁, …, a_L</param>
    public DenseNetwork Network(Activation activation, ReadOnlySpan<double> scales)
    {
        var network = new DenseNetwork(widths, activation);
        Embed(scales, network.Parameters);
        return network;
    }

    /// <summary>Writes the weights of given scales.</summary>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="weights">as many places as parameters</param>
    public void Embed(ReadOnlySpan<double> scales, Span<double> weights)
    {
        RequireScales(scales.Length);
        var rest = weights;
        for (var row = 0; row < widths[1]; row++, rest = rest[widths[0]..])
            TensorPrimitives.Multiply(direction, scales[0], rest[..widths[0]]);
        for (var l = 2; l <= Depth; l++, rest = rest[LayerSize(l - 1)..])
            rest[..LayerSize(l)].Fill(scales[l - 1] / widths[l - 1]);
    }

    /// <summary>
    /// Writes the scales of the point of the manifold that is closest to some weights: the mean row of W₁ projected on u, and
    /// n_{l−1} times the mean entry of W_l.
    /// </summary>
    /// <param name="weights">as many as parameters; a gradient or velocity may be given as well</param>
    /// <param name="scales">L places</param>
    public void Read(ReadOnlySpan<double> weights, Span<double> scales)
    {
        RequireScales(scales.Length);
        scales[0] = TensorPrimitives.Dot<double>(MeanRow(weights), direction);
        var rest = weights[LayerSize(1)..];
        for (var l = 2; l <= Depth; l++, rest = rest[LayerSize(l - 1)..])
            scales[l - 1] = TensorPrimitives.Sum(rest[..LayerSize(l)]) / widths[l];
    }

    /// <summary>The scales of the closest point of the manifold.</summary>
    /// <param name="weights">as many as parameters</param>
    public double[] Read(ReadOnlySpan<double> weights)
    {
        var scales = new double[Depth];
        Read(weights, scales);
        return scales;
    }

    /// <summary>The largest distance of an entry to that of the closest point of the manifold.</summary>
    /// <param name="weights">as many as parameters</param>
    public double Residual(ReadOnlySpan<double> weights)
    {
        var closest = new double[weights.Length];
        Embed(Read(weights), closest);
        TensorPrimitives.Subtract(closest, weights, closest);
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(closest));
    }

    /// <summary>
    /// The largest difference between entries that all permutations of hidden units make equal: between the rows of W₁, and
    /// within each later layer.
    /// </summary>
    /// <param name="weights">as many as parameters</param>
    public double Spread(ReadOnlySpan<double> weights)
    {
        var largest = 0.0;
        for (var i = 0; i < LayerSize(1); i++)
            largest = Math.Max(largest, Math.Abs(weights[i] - weights[i % widths[0]]));
        var rest = weights[LayerSize(1)..];
        for (var l = 2; l <= Depth; l++, rest = rest[LayerSize(l - 1)..])
        {
            var layer = rest[..LayerSize(l)];
            largest = Math.Max(largest, TensorPrimitives.Max(layer) - TensorPrimitives.Min(layer));
        }

        return largest;
    }

    /// <summary>The length of the part of the mean row of W₁ that is orthogonal to u.</summary>
    /// <param name="weights">as many as parameters</param>
    public double Misalignment(ReadOnlySpan<double> weights)
    {
        var row = MeanRow(weights);
        var along = TensorPrimitives.Dot<double>(row, direction);
        for (var k = 0; k < row.Length; k++)
            row[k] -= along * direction[k];
        return TensorPrimitives.Norm<double>(row);
    }

    private int LayerSize(int l) => widths[l] * widths[l - 1];

    private double[] MeanRow(ReadOnlySpan<double> weights)
    {
        var mean = new double[widths[0]];
        for (var i = 0; i < LayerSize(1); i++)
            mean[i % widths[0]] += weights[i] / widths[1];
        return mean;
    }

    private void RequireScales(int count)
    {
        if (count != Depth)
            throw new ArgumentException($"A network of {Depth} layers has as many scales; found {count}.");
    }
}
