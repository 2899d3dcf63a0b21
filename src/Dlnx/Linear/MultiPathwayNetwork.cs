using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// A network of P parallel pathways of square layers, f = Σ_p W^(p) with W^(p) = W_{L_p}^(p)⋯W₁^(p), its loss
/// ½‖f − M‖²_F, gradient (A, eq. 34) and gradient descent (A, eqs. 1–10). All storage is owned by the object: gradient, step
/// and Hessian-vector product allocate nothing. Not thread safe.
/// </summary>
public sealed class MultiPathwayNetwork : ILinearNetwork
{
    private readonly double[] parameters;
    private readonly DeepLinearNetwork[] pathways;
    private readonly int[] offsets;
    private readonly double[] residual;
    private readonly double[] residualTangent;
    private HessianOperator[]? hessians;

    /// <summary>The network with all layers zero.</summary>
    /// <param name="depths">L_p ≥ 1 for each pathway; at least one</param>
    /// <param name="width">d ≥ 1</param>
    /// <exception cref="ArgumentException">no pathway</exception>
    /// <exception cref="ArgumentOutOfRangeException">a depth or the width is below 1</exception>
    public MultiPathwayNetwork(IReadOnlyList<int> depths, int width)
    {
        ArgumentNullException.ThrowIfNull(depths);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (depths.Count == 0)
            throw new ArgumentException("A network needs at least one pathway.", nameof(depths));
        foreach (var depth in depths)
            ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1, nameof(depths));
        Depths = [.. depths];
        Width = width;
        var size = width * width;
        parameters = new double[checked(depths.Sum() * size)];
        offsets = [.. Depths.Select((_, p) => Depths.Take(p).Sum() * size)];
        pathways =
        [
            .. Depths.Select(
                (depth, p) => new DeepLinearNetwork(depth, width, parameters.AsMemory(offsets[p], depth * size))
            ),
        ];
        residual = new double[size];
        residualTangent = new double[size];
    }

    /// <summary>L_p, the number of layers of each pathway.</summary>
    public IReadOnlyList<int> Depths { get; }

    /// <summary>P, the number of pathways.</summary>
    public int Pathways => pathways.Length;

    /// <summary>d, the number of rows and of columns of every layer.</summary>
    public int Width { get; }

    /// <summary>d²·ΣL_p, the number of parameters.</summary>
    public int ParameterCount => parameters.Length;

    /// <summary>
    /// All parameters: pathway after pathway, in each W₁ first, each layer row after row. Gradients, directions and Hessians
    /// use the same order. Writing here changes the network.
    /// </summary>
    public Span<double> Parameters => parameters;

    /// <summary>The entries of layer <paramref name="index"/> (0 is W₁) of a pathway, row after row; writing changes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such pathway or layer</exception>
    public Span<double> Layer(int pathway, int index) => Pathway(pathway).Layer(index);

    /// <summary>A copy of layer <paramref name="index"/> (0 is W₁) of a pathway.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such pathway or layer</exception>
    public Matrix LayerMatrix(int pathway, int index) => Pathway(pathway).LayerMatrix(index);

    /// <summary>W^(p) as a new matrix.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such pathway</exception>
    public Matrix PathwayProduct(int pathway) => Pathway(pathway).Product();

    /// <summary>f = Σ_p W^(p) as a new matrix.</summary>
    public Matrix Product()
    {
        var sum = new Matrix(Width, Width);
        Forward(sum.Span);
        return sum;
    }

    /// <summary>A network with the same layers and storage of its own.</summary>
    public MultiPathwayNetwork Copy()
    {
        var copy = new MultiPathwayNetwork(Depths, Width);
        parameters.CopyTo(copy.parameters, 0);
        return copy;
    }

    /// <summary>½‖f − M‖²_F.</summary>
    /// <param name="target">M, d × d</param>
    /// <exception cref="ArgumentException">the target's shape is not that of a layer</exception>
    public double Loss(Matrix target)
    {
        ForwardResidual(target);
        return 0.5 * TensorPrimitives.SumOfSquares<double>(residual);
    }

    /// <summary>
    /// Writes the gradient: layer l of pathway p has (W_{L_p:l+1})ᵀ(f − M)(W_{l−1:1})ᵀ (A, eq. 34).
    /// </summary>
    /// <param name="target">M, d × d</param>
    /// <param name="destination">as many entries as parameters, in their order</param>
    /// <exception cref="ArgumentException">a shape or length is wrong</exception>
    public void Gradient(Matrix target, Span<double> destination)
    {
        RequireLength(destination.Length, nameof(destination));
        ForwardResidual(target);
        for (var p = 0; p < pathways.Length; p++)
            pathways[p].PropagateBack(residual, Part(destination, p));
    }

    /// <summary>One step of gradient descent in place, all layers at once: θ ← fma(−η, gradient, θ).</summary>
    /// <param name="target">M, d × d</param>
    /// <param name="learningRate">η, in the convention of the loss with ½</param>
    /// <exception cref="ArgumentException">the target's shape is not that of a layer</exception>
    public void Step(Matrix target, double learningRate)
    {
        ForwardResidual(target);
        foreach (var pathway in pathways)
            pathway.StepBack(residual, learningRate);
    }

    /// <summary>Writes ∇²𝓛·direction, in closed form. Prepares the point anew in every call.</summary>
    /// <param name="target">M, d × d</param>
    /// <param name="direction">as many entries as parameters, in their order</param>
    /// <param name="destination">as many entries; must not overlap the direction</param>
    /// <exception cref="ArgumentException">a shape or length is wrong, or the spans overlap</exception>
    public void HessianVectorProduct(Matrix target, ReadOnlySpan<double> direction, Span<double> destination)
    {
        RequireLength(direction.Length, nameof(direction));
        RequireLength(destination.Length, nameof(destination));
        if (direction.Overlaps(destination))
            throw new ArgumentException("The destination must not overlap the direction.", nameof(destination));
        ForwardResidual(target);
        hessians ??= [.. Depths.Select(depth => new HessianOperator(depth, Width))];
        Array.Clear(residualTangent);
        for (var p = 0; p < pathways.Length; p++)
        {
            hessians[p].MoveTo(pathways[p], residual);
            var tangent = hessians[p].PropagateForward(direction.Slice(offsets[p], pathways[p].ParameterCount));
            TensorPrimitives.Add(residualTangent, tangent, residualTangent);
        }

        for (var p = 0; p < pathways.Length; p++)
        {
            var along = direction.Slice(offsets[p], pathways[p].ParameterCount);
            hessians[p].PropagateBack(residualTangent, along, Part(destination, p));
        }
    }

    internal DeepLinearNetwork Pathway(int pathway)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pathway);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pathway, pathways.Length);
        return pathways[pathway];
    }

    internal int Offset(int pathway) => offsets[pathway];

    private Span<double> Part(Span<double> whole, int pathway) =>
        whole.Slice(offsets[pathway], pathways[pathway].ParameterCount);

    private void Forward(Span<double> sum)
    {
        sum.Clear();
        foreach (var pathway in pathways)
            TensorPrimitives.Add(sum, pathway.Forward(), sum);
    }

    private void ForwardResidual(Matrix target)
    {
        pathways[0].RequireShape(target, "target");
        Forward(residual);
        TensorPrimitives.Subtract(residual, target.Span, residual);
    }

    private void RequireLength(int found, string name)
    {
        if (found != ParameterCount)
        {
            throw new ArgumentException(
                $"A network of depths {string.Join(", ", Depths)} and width {Width} has {ParameterCount} parameters; "
                    + $"{found} were given.",
                name
            );
        }
    }
}
