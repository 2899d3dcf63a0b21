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
    private readonly AlignedStorage ones = new(1);
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
        ones.Entries.Fill(1);
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
        Spread(target.Span, group.NegativeTargets, lane, -1);
        Spread([learningRate], group.NegativeRates, lane, -1);
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

    /// <summary>
    /// Steps of gradient descent of every network: θ ← fma(−η, ∇f, θ). Many steps in one call are faster than many calls:
    /// eight networks take all of theirs while they are in the caches.
    /// </summary>
    /// <param name="steps">how many, ≥ 0</param>
    /// <param name="workers">how many threads share the work, ≥ 1; the result does not depend on it</param>
    /// <param name="cancellation">polled between steps; after a cancellation networks have taken different numbers of steps</param>
    /// <exception cref="ArgumentOutOfRangeException">a negative number of steps, or not one worker</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public void Advance(int steps, int workers = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        workers = Math.Min(workers, Math.Min(groups.Length, workspaces.Length));
        if (workers == 1)
            AdvanceShare(0, 1, steps, cancellation);
        else
            Parallel.For(
                0,
                workers,
                new ParallelOptions { CancellationToken = cancellation },
                worker => AdvanceShare(worker, workers, steps, cancellation)
            );
    }

    private void AdvanceShare(int worker, int workers, int steps, CancellationToken cancellation)
    {
        var workspace = workspaces[worker] ??= new AlignedStorage(Math.Max(Depth, 2) * Size);
        for (var group = worker; group < groups.Length; group += workers)
        {
            for (var step = 0; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                Step(groups[group], workspace);
            }
        }
    }

    private unsafe void Step(Group group, AlignedStorage workspace)
    {
        var shape = ProductShape.Square(Width);
        for (var layer = 2; layer < Depth; layer++)
        {
            LaneProduct.Multiply(Layer(layer), Prefix(layer - 1), Prefix(layer), shape);
        }

        var (error, below) = (Part(workspace, Math.Max(Depth - 2, 0)), Part(workspace, Math.Max(Depth - 1, 1)));
        var negativeTargets = Part(group.NegativeTargets, 0);
        if (Depth == 1)
            Add(Layer(1).First, negativeTargets.First, error.First);
        else
            LaneProduct.MultiplyAdd(Layer(Depth), Prefix(Depth - 1), error, shape, ones.First, negativeTargets);
        var negativeRates = group.NegativeRates.First;
        for (var layer = Depth; layer >= 2; layer--)
        {
            var weights = Layer(layer);

            // The error below needs the old weights, so it comes before their update.
            LaneProduct.Multiply(weights.Transposed, error, below, shape);
            LaneProduct.MultiplyAdd(error, Prefix(layer - 1).Transposed, weights, shape, negativeRates, weights);
            (error, below) = (below, error);
        }

        var first = Layer(1).First;
        for (var i = 0; i < Size; i++)
        {
            first[i] = Vector512.FusedMultiplyAdd(error.First[i], *negativeRates, first[i]);
        }

        Lanes Layer(int layer) => Part(group.Layers, layer - 1);

        // W_{ℓ:1}, which for ℓ = 1 is the first layer itself.
        Lanes Prefix(int layer) => layer == 1 ? Layer(1) : Part(workspace, layer - 2);
    }

    private unsafe void Add(Vector512<double>* first, Vector512<double>* second, Vector512<double>* sum)
    {
        for (var i = 0; i < Size; i++)
        {
            sum[i] = first[i] + second[i];
        }
    }

    private unsafe Lanes Part(AlignedStorage storage, int index) => Lanes.Of(storage.First + (index * Size), Width);

    private static void Spread(ReadOnlySpan<double> values, AlignedStorage storage, int lane, int sign = 1)
    {
        var entries = storage.Entries;
        for (var i = 0; i < values.Length; i++)
        {
            entries[(i * Lanes.Count) + lane] = sign * values[i];
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

    /// <summary>Eight networks with −M and −η; places without a network stay zero.</summary>
    private sealed record Group(AlignedStorage Layers, AlignedStorage NegativeTargets, AlignedStorage NegativeRates);
}
