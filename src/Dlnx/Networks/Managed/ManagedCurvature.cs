using System.Numerics;
using System.Numerics.Tensors;

namespace Dlnx.Networks.Managed;

/// <summary>
/// A point with its Hessian. Where memory allows, every block keeps a network of its own with all it computed; otherwise
/// each product runs every block anew, in the networks of the objective's own gradient.
/// </summary>
internal sealed class ManagedCurvature<T> : ILocalCurvature
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ManagedObjective<T> objective;
    private readonly bool keepsBlocks;
    private readonly IReadOnlyList<BlockNetwork<T>> networks;
    private readonly T[] parameters;
    private readonly T[] direction;
    private readonly double[] gradient;
    private readonly BlockWork<T> productWork;
    private bool disposed;

    public ManagedCurvature(ManagedObjective<T> objective, ReadOnlySpan<double> parameters)
    {
        this.objective = objective;
        this.parameters = new T[parameters.Length];
        TensorPrimitives.ConvertTruncating<double, T>(parameters, this.parameters);
        direction = new T[parameters.Length];
        gradient = new double[parameters.Length];
        keepsBlocks = objective.Plan.Count * objective.BytesPerBlock <= objective.Engine.KeptBytes;
        networks = keepsBlocks
            ? [.. Enumerable.Range(0, objective.Plan.Count).Select(_ => objective.Rent())]
            : objective.Networks;
        productWork = BlockProduct;
        Loss = objective.Sum.Run(BlockGradient, gradient);
    }

    public double Loss { get; }

    public ReadOnlySpan<double> Gradient => gradient;

    public void Apply(ReadOnlySpan<double> direction, Span<double> product)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (direction.Length != gradient.Length || product.Length != gradient.Length)
            throw new ArgumentException(
                $"A direction and its product have {gradient.Length} entries; found {direction.Length} and {product.Length}."
            );
        TensorPrimitives.ConvertTruncating<double, T>(direction, this.direction);
        objective.Sum.Run(productWork, product);
    }

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        if (!keepsBlocks)
            return;
        foreach (var network in networks)
            objective.Return(network);
    }

    private double BlockGradient(int worker, int block, T[] vector)
    {
        var network = networks[keepsBlocks ? block : worker];
        network.Forward(block, parameters);
        var loss = network.Loss(objective.UniformWeights);
        network.Backward(parameters, vector);
        return loss;
    }

    private double BlockProduct(int worker, int block, T[] vector)
    {
        // The product overwrites the gradient.
        if (!keepsBlocks)
            BlockGradient(worker, block, vector);
        networks[keepsBlocks ? block : worker].Tangent(parameters, direction, objective.UniformWeights, vector);
        return 0;
    }
}
