using System.Numerics.Tensors;

namespace Dlnx.Escape;

/// <summary>
/// The scalar chain ζ₁ = a₁s, ζ_l = a_l φ(ζ_{l−1}), f = ζ_L, to which a deep network reduces on the symmetric manifold (C,
/// eq. 3), its loss ½𝔼(f − αφ(s))² over a standard normal s, and the exact reduced flow da/dτ = −∂loss/∂a (C, Theorem 4).
/// Layers may have trainable biases, ζ_l = a_l φ(ζ_{l−1}) + β_l for l ≥ 2 (C.4). Expectations are sums over
/// <see cref="GaussianRule.Line"/>. Allocates nothing after construction; not thread safe.
/// </summary>
public sealed class ReducedChain : IReducedFlow
{
    private readonly double[] teacher;
    private readonly NodeRange inner;
    private readonly NodeRange sufficient;
    private readonly double[][] values;
    private readonly double[][] derivatives;
    private readonly double[] preactivation;
    private readonly double[] output;
    private readonly double[] weighted;
    private readonly double[] deficits;

    /// <summary>A chain.</summary>
    /// <param name="activation">φ of the student</param>
    /// <param name="depth">L ≥ 2, the number of scales</param>
    /// <param name="alpha">α, the scale of the teacher αφ(s)</param>
    /// <exception cref="ArgumentOutOfRangeException">the depth is below 2</exception>
    public ReducedChain(Activation activation, int depth, double alpha = 1)
        : this(activation, depth, TeacherOf(activation, alpha))
    {
        Alpha = alpha;
    }

    /// <summary>A chain with a teacher of its own.</summary>
    /// <param name="activation">φ of the student</param>
    /// <param name="depth">L ≥ 2, the number of scales</param>
    /// <param name="teacher">y(s)</param>
    /// <exception cref="ArgumentOutOfRangeException">the depth is below 2</exception>
    public ReducedChain(Activation activation, int depth, Func<double, double> teacher)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);
        Activation = activation;
        Depth = depth;
        this.teacher = [.. GaussianRule.Line.Nodes.ToArray().Select(teacher)];
        var count = GaussianRule.Line.Count;
        inner = NodeRange.Inner;
        sufficient = activation.IsOdd && IsOdd(this.teacher) ? NodeRange.Half : inner;
        values = [.. Enumerable.Range(0, depth).Select(_ => new double[count])];
        derivatives = [.. Enumerable.Range(0, depth).Select(_ => new double[count])];
        GaussianRule.Line.Nodes.CopyTo(values[0]);
        preactivation = new double[count];
        output = new double[count];
        weighted = new double[count];
        deficits = new double[count];
    }

    /// <summary>φ.</summary>
    public Activation Activation { get; }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>α where the teacher is αφ(s); 1 for a teacher of its own.</summary>
    public double Alpha { get; } = 1;

    /// <summary>κ = αc₁^{L−1}μ₁, the drive of the leading field (C, eq. 7); null where φ has no slope at 0.</summary>
    public double? Drive => ActivationConstants.Drive(Activation, Depth, Alpha);

    /// <summary>½𝔼y², the loss of the network that is zero.</summary>
    public double BaselineLoss => 0.5 * inner.Expectation(teacher, teacher);

    /// <summary>½Var y, the loss of the best constant.</summary>
    public double BestConstantLoss => BaselineLoss - (0.5 * TeacherMean * TeacherMean);

    /// <summary>𝔼y.</summary>
    public double TeacherMean => TensorPrimitives.Dot<double>(teacher, GaussianRule.Line.Weights);

    int IReducedFlow.Dimension => Depth;

    double IReducedFlow.Loss(ReadOnlySpan<double> state) => Loss(state);

    void IReducedFlow.Velocity(ReadOnlySpan<double> state, Span<double> velocity) => Velocity(state, velocity);

    /// <summary>½𝔼(f − y)².</summary>
    /// <param name="scales">a₁, …, a_L</param>
    public double Loss(ReadOnlySpan<double> scales) => Loss(scales, []);

    /// <summary>½𝔼(f − y)² with biases.</summary>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="biases">β₂, …, β_L, or none</param>
    public double Loss(ReadOnlySpan<double> scales, ReadOnlySpan<double> biases)
    {
        var nodes = biases.IsEmpty ? sufficient : inner;
        Forward(scales, biases, nodes);
        TensorPrimitives.Subtract(nodes.Of(teacher), nodes.Of(output), nodes.Of(weighted));
        return 0.5 * nodes.Expectation(weighted, weighted);
    }

    /// <summary>
    /// Writes da_k/dτ = 𝔼[(y − f) h_{k−1} Π_{j&gt;k} a_j φ′(ζ_{j−1})] with h₀ = s, h_j = φ(ζ_j) (C, Theorem 4).
    /// </summary>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="velocity">as many places</param>
    public void Velocity(ReadOnlySpan<double> scales, Span<double> velocity) => Velocity(scales, [], velocity, []);

    /// <summary>Writes da_k/dτ and dβ_k/dτ, minus the derivatives of the loss.</summary>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="biases">β₂, …, β_L, or none</param>
    /// <param name="velocity">as many places as scales</param>
    /// <param name="biasVelocity">as many places as biases</param>
    public void Velocity(
        ReadOnlySpan<double> scales,
        ReadOnlySpan<double> biases,
        Span<double> velocity,
        Span<double> biasVelocity
    )
    {
        var nodes = biases.IsEmpty ? sufficient : inner;
        StartBackward(scales, biases, nodes);
        for (var k = Depth; k >= 1; k--)
        {
            velocity[k - 1] = TensorPrimitives.Dot<double>(nodes.Of(weighted), nodes.Of(values[k - 1]));
            if (k == 1)
                return;
            if (!biases.IsEmpty)
                biasVelocity[k - 2] = TensorPrimitives.Sum<double>(nodes.Of(weighted));
            PassThrough(scales[k - 1], k - 1, nodes);
        }
    }

    /// <summary>
    /// Writes d(a_{l+1}² − a_l²)/dτ = 2𝔼[(y − f) D_l 𝓔_φ(ζ_l)], D_l = ∂f/∂h_l, for l = 1, …, L − 1: the exact identity
    /// behind Proposition 13, without the cancellation of a difference of two velocities.
    /// </summary>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="drifts">L − 1 places</param>
    public void ImbalanceDrifts(ReadOnlySpan<double> scales, Span<double> drifts)
    {
        StartBackward(scales, [], sufficient);
        var active = sufficient.Of(weighted);
        for (var l = Depth - 1; l >= 1; l--)
        {
            TensorPrimitives.Multiply(active, scales[l], active);
            Preactivation(scales, [], l, sufficient);
            Activation.Deficits(sufficient.Of(preactivation), sufficient.Of(deficits));
            drifts[l - 1] = 2 * TensorPrimitives.Dot<double>(active, sufficient.Of(deficits));
            TensorPrimitives.Multiply(active, sufficient.Of(derivatives[l]), active);
        }
    }

    /// <summary>Writes f at the nodes of <see cref="GaussianRule.Line"/>.</summary>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="destination">as many places as nodes</param>
    public void Output(ReadOnlySpan<double> scales, Span<double> destination)
    {
        Forward(scales, [], NodeRange.All);
        output.CopyTo(destination);
    }

    private static Func<double, double> TeacherOf(Activation activation, double alpha)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return s => alpha * activation.Value(s);
    }

    private static bool IsOdd(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i] + values[^(i + 1)]) <= 1e-14 * Math.Abs(values[i])))
                return false;
        }

        return true;
    }

    private void Forward(ReadOnlySpan<double> scales, ReadOnlySpan<double> biases, NodeRange nodes)
    {
        if (scales.Length != Depth || (biases.Length != 0 && biases.Length != Depth - 1))
        {
            throw new ArgumentException(
                $"A chain of depth {Depth} has {Depth} scales and {Depth - 1} biases or none; found {scales.Length} and "
                    + $"{biases.Length}."
            );
        }

        for (var l = 1; l < Depth; l++)
        {
            Preactivation(scales, biases, l, nodes);
            Activation.Evaluate(nodes.Of(preactivation), nodes.Of(values[l]), nodes.Of(derivatives[l]));
        }

        Preactivation(scales, biases, Depth, nodes);
        nodes.Of(preactivation).CopyTo(nodes.Of(output));
    }

    private void Preactivation(ReadOnlySpan<double> scales, ReadOnlySpan<double> biases, int layer, NodeRange nodes)
    {
        var destination = nodes.Of(preactivation);
        TensorPrimitives.Multiply(nodes.Of(values[layer - 1]), scales[layer - 1], destination);
        if (!biases.IsEmpty && layer > 1)
            TensorPrimitives.Add(destination, biases[layer - 2], destination);
    }

    /// <summary>Leaves the weights times (y − f).</summary>
    private void StartBackward(ReadOnlySpan<double> scales, ReadOnlySpan<double> biases, NodeRange nodes)
    {
        Forward(scales, biases, nodes);
        var active = nodes.Of(weighted);
        TensorPrimitives.Subtract(nodes.Of(teacher), nodes.Of(output), active);
        TensorPrimitives.Multiply(active, nodes.Of(nodes.Weights), active);
    }

    private void PassThrough(double scale, int layer, NodeRange nodes)
    {
        var active = nodes.Of(weighted);
        TensorPrimitives.Multiply(active, nodes.Of(derivatives[layer]), active);
        TensorPrimitives.Multiply(active, scale, active);
    }
}
