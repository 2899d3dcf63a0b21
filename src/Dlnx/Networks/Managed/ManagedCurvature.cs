using System.Numerics;
using System.Numerics.Tensors;

namespace Dlnx.Networks.Managed;

/// <summary>
/// A point with its Hessian. Where memory allows, every block keeps a network of its own with all it computed; otherwise
/// each product runs every block anew.
/// </summary>
internal sealed class ManagedCurvature<T> : ILocalCurvature
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ManagedObjective<T> objective;
    private readonly BlockNetwork<T>[] networks;
    private readonly T[] parameters;
    private readonly T[] direction;
    private readonly T[][] scratch;
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
        networks = RentNetworks();
        scratch = KeepsBlocks ? [] : [.. Enumerable.Range(0, networks.Length).Select(_ => new T[gradient.Length])];
        productWork = BlockProduct;
        Loss = objective.Sum.Run(BlockGradient, gradient);
    }

    public double Loss { get; }

    public ReadOnlySpan<double> Gradient => gradient;

    private bool KeepsBlocks => networks.Length == objective.Plan.Count;

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
        foreach (var network in networks)
            objective.Return(network);
    }

    /// <summary>One network for each block if they fit, else one for each worker.</summary>
    private BlockNetwork<T>[] RentNetworks()
    {
        var blocks = objective.Plan.Count;
        var fits = blocks * objective.BytesPerBlock <= objective.Engine.KeptBytes;
        return [.. Enumerable.Range(0, fits ? blocks : objective.Sum.Workers).Select(_ => objective.Rent())];
    }

    private double BlockGradient(int worker, int block, T[] vector)
    {
        var network = networks[KeepsBlocks ? block : worker];
        network.Forward(block, parameters);
        var loss = network.Loss(objective.UniformWeights);
        network.Backward(parameters, vector);
        return loss;
    }

    private double BlockProduct(int worker, int block, T[] vector)
    {
        if (!KeepsBlocks)
            BlockGradient(worker, block, scratch[worker]);
        networks[KeepsBlocks ? block : worker].Tangent(parameters, direction, objective.UniformWeights, vector);
        return 0;
    }
}
