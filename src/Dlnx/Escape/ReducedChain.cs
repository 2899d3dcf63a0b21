using System.Numerics.Tensors;

namespace Dlnx.Escape;

/// <summary>
/// The scalar chain ζ₁ = a₁s, ζ_l = a_l φ(ζ_{l−1}), f = ζ_L, to which a deep network reduces on the symmetric manifold (C,
/// eq. 3), its loss ½𝔼(f − αφ(s))² over a standard normal s, and the exact reduced flow da/dτ = −∂loss/∂a (C, Theorem 4).
/// Expectations are sums over <see cref="GaussianRule.Line"/>. Allocates nothing after construction; not thread safe.
/// </summary>
public sealed class ReducedChain
{
    private readonly double[] teacher;
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
    public double BaselineLoss => 0.5 * Expectation(teacher, teacher);

    /// <summary>½𝔼(f − y)².</summary>
    /// <param name="scales">a₁, …, a_L</param>
    public double Loss(ReadOnlySpan<double> scales)
    {
        Forward(scales);
        TensorPrimitives.Subtract(teacher, output, weighted);
        return 0.5 * Expectation(weighted, weighted);
    }

    /// <summary>
    /// Writes da_k/dτ = 𝔼[(y − f) h_{k−1} Π_{j&gt;k} a_j φ′(ζ_{j−1})] with h₀ = s, h_j = φ(ζ_j) (C, Theorem 4).
    /// </summary>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="velocity">as many places</param>
    public void Velocity(ReadOnlySpan<double> scales, Span<double> velocity)
    {
        StartBackward(scales);
        for (var k = Depth; k >= 1; k--)
        {
            velocity[k - 1] = TensorPrimitives.Dot<double>(weighted, values[k - 1]);
            if (k > 1)
                PassThrough(scales[k - 1], k - 1);
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
        StartBackward(scales);
        for (var l = Depth - 1; l >= 1; l--)
        {
            TensorPrimitives.Multiply(weighted, scales[l], weighted);
            Preactivation(scales, l);
            Activation.Deficits(preactivation, deficits);
            drifts[l - 1] = 2 * TensorPrimitives.Dot<double>(weighted, deficits);
            TensorPrimitives.Multiply(weighted, derivatives[l], weighted);
        }
    }

    /// <summary>Writes f at the nodes of <see cref="GaussianRule.Line"/>.</summary>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="destination">as many places as nodes</param>
    public void Output(ReadOnlySpan<double> scales, Span<double> destination)
    {
        Forward(scales);
        output.CopyTo(destination);
    }

    private static Func<double, double> TeacherOf(Activation activation, double alpha)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return s => alpha * activation.Value(s);
    }

    private static double Expectation(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var weights = GaussianRule.Line.Weights;
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * first[i] * second[i];
        return sum;
    }

    private void Forward(ReadOnlySpan<double> scales)
    {
        if (scales.Length != Depth)
            throw new ArgumentException($"A chain of depth {Depth} has {Depth} scales; {scales.Length} were given.");
        for (var l = 1; l < Depth; l++)
        {
            Preactivation(scales, l);
            Activation.Evaluate(preactivation, values[l], derivatives[l]);
        }

        TensorPrimitives.Multiply(values[Depth - 1], scales[Depth - 1], output);
    }

    private void Preactivation(ReadOnlySpan<double> scales, int layer) =>
        TensorPrimitives.Multiply(values[layer - 1], scales[layer - 1], preactivation);

    /// <summary>Leaves the weights times (y − f).</summary>
    private void StartBackward(ReadOnlySpan<double> scales)
    {
        Forward(scales);
        TensorPrimitives.Subtract(teacher, output, weighted);
        TensorPrimitives.Multiply(weighted, GaussianRule.Line.Weights, weighted);
    }

    private void PassThrough(double scale, int layer)
    {
        TensorPrimitives.Multiply(weighted, derivatives[layer], weighted);
        TensorPrimitives.Multiply(weighted, scale, weighted);
    }
}
