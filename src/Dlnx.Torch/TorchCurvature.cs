using Dlnx.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Dlnx.Torch;

/// <summary>
/// A point with its Hessian, by differentiating the gradient along a direction. Where memory allows, every block keeps the
/// graph of its gradient; otherwise each product computes it anew.
/// </summary>
internal sealed class TorchCurvature : ILocalCurvature
{
    // A graph of a gradient keeps about so many numbers for each that the layers write.
    private const long KeptPerActivation = 40;

    private readonly TorchObjective objective;
    private readonly Tensor[] leaves;
    private readonly List<IList<Tensor>> gradients = [];
    private readonly double[] gradient;
    private readonly bool keeps;
    private bool disposed;

    public TorchCurvature(TorchObjective objective, double[] parameters)
    {
        this.objective = objective;
        var network = objective.Network;
        var inputs = (long)objective.Examples * objective.Shape.InputsPerExample;
        keeps =
            inputs * network.Activations * KeptPerActivation * network.Engine.BytesPerNumber
            <= network.Engine.KeptBytes;
        gradient = new double[parameters.Length];
        using var scope = NewDisposeScope();
        leaves = [.. network.Split(parameters).Select(part => part.requires_grad_(true).DetachFromDisposeScope())];
        Loss = Sum().Take(gradient);
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
        var own = direction.ToArray();
        DeviceMemory.Guard(objective.Blocks, () => Product(own)).CopyTo(product);
        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        foreach (var kept in gradients.SelectMany(parts => parts).Concat(leaves))
            kept.Dispose();
    }

    private double[] Sum()
    {
        var total = zeros(1 + gradient.Length, dtype: ScalarType.Float64, device: objective.Network.Engine.Device);
        foreach (var block in objective.Blocks.All)
        {
            using var local = NewDisposeScope();
            var loss = objective.Loss(block, leaves);
            var parts = autograd.grad([loss], leaves, retain_graph: keeps, create_graph: keeps);
            total.add_(cat([loss.detach().view(1), TorchNetwork.Join(parts).detach()], 0), Scalars.One);
            if (keeps)
                gradients.Add([.. parts.Select(part => part.DetachFromDisposeScope())]);
        }

        return TorchObjective.Download(total);
    }

    private double[] Product(double[] direction)
    {
        using var inner = NewDisposeScope();
        var along = objective.Network.Split(direction);
        var total = zeros(gradient.Length, dtype: ScalarType.Float64, device: objective.Network.Engine.Device);
        var at = 0;
        foreach (var block in objective.Blocks.All)
        {
            using var local = NewDisposeScope();
            var parts = keeps
                ? gradients[at++]
                : autograd.grad([objective.Loss(block, leaves)], leaves, retain_graph: true, create_graph: true);
            total.add_(TorchNetwork.Join(autograd.grad(parts, leaves, along, retain_graph: keeps)), Scalars.One);
        }

        return TorchObjective.Download(total);
    }
}
