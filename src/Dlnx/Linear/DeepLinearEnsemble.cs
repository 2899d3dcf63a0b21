using System.Runtime.Intrinsics;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// Many deep linear networks of one shape, trained side by side, each on its own target at its own learning rate: sweeps over
/// rates, starts or seeds. Eight networks share the lanes of a vector, so that small layers cost no more than their arithmetic.
/// </summary>
/// <remarks>
/// Every network takes, bit for bit, the steps that <see cref="DeepLinearNetwork.Step"/> takes with our own kernels, whatever
/// the others do: one that diverges disturbs no other. Not thread safe; nothing is allocated after construction on one worker.
/// </remarks>
public sealed class DeepLinearEnsemble
{
    private readonly Group[] groups;
    private readonly AlignedStorage?[] workspaces = new AlignedStorage?[Environment.ProcessorCount];

    /// <summary>An ensemble with all layers, targets and learning rates zero.</summary>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="width">d ≥ 1</param>
    /// <param name="count">number of networks, ≥ 1</param>
    /// <exception cref="ArgumentOutOfRangeException">a number is below 1</exception>
    public DeepLinearEnsemble(int depth, int width, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Depth = depth;
        Width = width;
        Count = count;
        groups = new Group[(count + Lanes.Count - 1) / Lanes.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = new(new AlignedStorage(ParameterCount), new AlignedStorage(Size), new AlignedStorage(1));
        }
    }

    /// <summary>L, the number of layers.</summary>
    public int Depth { get; }

    /// <summary>d, the number of rows and of columns of every layer.</summary>
    public int Width { get; }

    /// <summary>How many networks there are.</summary>
    public int Count { get; }

    /// <summary>L·d², the number of parameters of one network.</summary>
    public int ParameterCount => checked(Depth * Size);

    private int Size => Width * Width;

    /// <summary>Gives the ensemble a network to train.</summary>
    /// <param name="index">its place, from 0</param>
    /// <param name="network">its parameters, which are copied</param>
    /// <param name="target">M, d × d</param>
    /// <param name="learningRate">η, in the convention of the loss with ½</param>
    /// <exception cref="ArgumentException">there is no such place, or a shape is wrong</exception>
    public void Set(int index, DeepLinearNetwork network, Matrix target, double learningRate)
    {
        RequirePlace(index, network);
        network.RequireShape(target, "target");
        var group = groups[index / Lanes.Count];
        var lane = index % Lanes.Count;
        Spread(network.Parameters, group.Layers, lane);
        Spread(target.Span, group.Targets, lane);
        Spread([-learningRate], group.Factors, lane);
    }

    /// <summary>Copies the present parameters of a network.</summary>
    /// <param name="index">its place, from 0</param>
    /// <param name="network">where they go</param>
    /// <exception cref="ArgumentException">there is no such place, or the shape is wrong</exception>
    public void CopyTo(int index, DeepLinearNetwork network)
    {
        RequirePlace(index, network);
        var entries = groups[index / Lanes.Count].Layers.Entries;
        var parameters = network.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = entries[(i * Lanes.Count) + (index % Lanes.Count)];
        }
    }

    /// <summary>One step of gradient descent of every network: θ ← fma(−η, ∇f, θ).</summary>
    /// <param name="workers">how many threads share the work, ≥ 1; the result does not depend on it</param>
    /// <exception cref="ArgumentOutOfRangeException">there is not one worker</exception>
    public void Step(int workers = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        workers = Math.Min(workers, Math.Min(groups.Length, workspaces.Length));
        if (workers == 1)
            StepShare(0, 1);
        else
            Parallel.For(0, workers, worker => StepShare(worker, workers));
    }

    private void StepShare(int worker, int workers)
    {
        var workspace = workspaces[worker] ??= new AlignedStorage((Depth + 1) * Size);
        for (var group = worker; group < groups.Length; group += workers)
        {
            Step(groups[group], workspace);
        }
    }

    private unsafe void Step(Group group, AlignedStorage workspace)
    {
        var layers = group.Layers.First;
        var shape = ProductShape.Square(Width);
        for (var layer = 2; layer <= Depth; layer++)
        {
            LaneProduct.Multiply(Layer(layers, layer), Prefix(layer - 1), Prefix(layer), shape);
        }

        // The residual takes a place of its own: the product may be the only layer.
        var error = Lanes.Of(workspace.First + ((Depth - 1) * Size), Width);
        var below = Lanes.Of(workspace.First + (Depth * Size), Width);
        var (product, target) = (Prefix(Depth), group.Targets);
        for (var i = 0; i < Size; i++)
        {
            error.First[i] = product.First[i] - target.First[i];
        }

        for (var layer = Depth; layer >= 2; layer--)
        {
            var weights = Layer(layers, layer);

            // The error below needs the old weights, so it comes before their update.
            LaneProduct.Multiply(weights.Transposed, error, below, shape);
            LaneProduct.Multiply(error, Prefix(layer - 1).Transposed, weights, shape, group.Factors.First);
            (error, below) = (below, error);
        }

        for (var i = 0; i < Size; i++)
        {
            layers[i] = Vector512.FusedMultiplyAdd(error.First[i], *group.Factors.First, layers[i]);
        }

        // W_{ℓ:1}, which for ℓ = 1 is the first layer itself.
        Lanes Prefix(int layer) =>
            layer == 1 ? Layer(layers, 1) : Lanes.Of(workspace.First + ((layer - 2) * Size), Width);
    }

    private unsafe Lanes Layer(Vector512<double>* layers, int layer) => Lanes.Of(layers + ((layer - 1) * Size), Width);

    private static void Spread(ReadOnlySpan<double> values, AlignedStorage storage, int lane)
    {
        var entries = storage.Entries;
        for (var i = 0; i < values.Length; i++)
        {
            entries[(i * Lanes.Count) + lane] = values[i];
        }
    }

    private void RequirePlace(int index, DeepLinearNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (network.Depth != Depth || network.Width != Width)
        {
            throw new ArgumentException(
                $"The networks of this ensemble have depth {Depth} and width {Width}; found depth {network.Depth} and "
                    + $"width {network.Width}.",
                nameof(network)
            );
        }
    }

    /// <summary>Eight networks, their targets and −η; places without a network stay zero.</summary>
    private sealed record Group(AlignedStorage Layers, AlignedStorage Targets, AlignedStorage Factors);
}
