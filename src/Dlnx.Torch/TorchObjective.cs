using Dlnx.Networks;
using Dlnx.Networks.Engines;
using TorchSharp;
using static TorchSharp.torch;

namespace Dlnx.Torch;

/// <summary>The loss of a network on data of the device, summed over blocks there in double precision.</summary>
internal sealed class TorchObjective : ITrainingObjective
{
    private readonly DeviceData data;
    private readonly Tensor uniform;

    public TorchObjective(TorchNetwork network, DeviceData data, ObjectiveShape shape, TorchBlocks blocks)
    {
        Network = network;
        Blocks = blocks;
        this.data = data;
        Shape = shape;
        uniform = full(
            [shape.Examples],
            Scalars.Of(shape.UniformWeight),
            dtype: ScalarType.Float64,
            device: network.Engine.Device
        );
    }

    public int ParameterCount => Network.ParameterCount;

    public int Examples => Shape.Examples;

    public ObjectiveShape Shape { get; }

    public TorchNetwork Network { get; }

    public TorchBlocks Blocks { get; }

    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        Require(gradient.Length, ParameterCount, nameof(gradient));
        return Load(parameters, leaves => Gradient(leaves, uniform)).Take(gradient);
    }

    public double WeightedGradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> gradient)
    {
        Require(weights.Length, Examples, nameof(weights));
        Require(gradient.Length, ParameterCount, nameof(gradient));
        var own = weights.ToArray();
        return Load(parameters, leaves => Gradient(leaves, tensor(own, device: Network.Engine.Device))).Take(gradient);
    }

    public Evaluation Evaluate(ReadOnlySpan<double> parameters)
    {
        var sums = Load(parameters, Sums);
        return new(sums[0], sums[1] / (Examples * Shape.InputsPerExample));
    }

    public void Outputs(ReadOnlySpan<double> parameters, Span<double> outputs)
    {
        Require(outputs.Length, Examples * Shape.InputsPerExample * Network.Outputs, nameof(outputs));
        Load(parameters, AllOutputs).CopyTo(outputs);
    }

    public ILocalCurvature Linearize(ReadOnlySpan<double> parameters)
    {
        Require(parameters.Length, ParameterCount, nameof(parameters));
        var own = parameters.ToArray();
        return DeviceMemory.Guard(Blocks, () => new TorchCurvature(this, own));
    }

    /// <summary>Σ wᵢℓᵢ over a block, with its graph.</summary>
    public Tensor Loss(Block block, IReadOnlyList<Tensor> leaves, Tensor? weights = null)
    {
        var losses = data.Losses(block, Network.Forward(leaves, data.Inputs(block)));
        return (losses.to(ScalarType.Float64) * (weights ?? uniform).narrow(0, block.Start, block.Size)).sum();
    }

    // Loss and gradient in one tensor: the only number that the host waits for.
    private double[] Gradient(Tensor[] leaves, Tensor weights)
    {
        var total = zeros(1 + ParameterCount, dtype: ScalarType.Float64, device: Network.Engine.Device);
        foreach (var leaf in leaves)
            leaf.requires_grad_(true);
        foreach (var block in Blocks.All)
        {
            using var scope = NewDisposeScope();
            var loss = Loss(block, leaves, weights);
            var parts = autograd.grad([loss], leaves);
            total.add_(cat([loss.detach().view(1), TorchNetwork.Join(parts)], 0), Scalars.One);
        }

        return Download(total);
    }

    private double[] Sums(Tensor[] leaves)
    {
        using var untraced = no_grad();
        var total = zeros(2, dtype: ScalarType.Float64, device: Network.Engine.Device);
        foreach (var block in Blocks.All)
        {
            using var scope = NewDisposeScope();
            var outputs = Network.Forward(leaves, data.Inputs(block));
            var losses = data.Losses(block, outputs).to(ScalarType.Float64);
            var loss = (losses * uniform.narrow(0, block.Start, block.Size)).sum().view(1);
            var correct =
                data.Correct(block, outputs)?.to(ScalarType.Float64).view(1) ?? full_like(loss, Scalars.Of(double.NaN));
            total.add_(cat([loss, correct], 0), Scalars.One);
        }

        return Download(total);
    }

    private double[] AllOutputs(Tensor[] leaves)
    {
        using var untraced = no_grad();
        var parts = new List<Tensor>();
        foreach (var block in Blocks.All)
        {
            using var scope = NewDisposeScope();
            var outputs = Network.Forward(leaves, data.Inputs(block)).transpose(0, 1).reshape(-1);
            parts.Add(outputs.to(ScalarType.Float64).MoveToOuterDisposeScope());
        }

        return Download(cat(parts, 0));
    }

    private double[] Load(ReadOnlySpan<double> parameters, Func<Tensor[], double[]> work)
    {
        Require(parameters.Length, ParameterCount, nameof(parameters));
        var own = parameters.ToArray();
        return DeviceMemory.Guard(
            Blocks,
            () =>
            {
                using var scope = NewDisposeScope();
                var numbers = work(Network.Split(own));
                // Tensors of this objective must not be collected before the device is done with them.
                GC.KeepAlive(this);
                return numbers;
            }
        );
    }

    public static double[] Download(Tensor numbers) => numbers.cpu().data<double>().ToArray();

    private static void Require(int found, int expected, string name)
    {
        if (found != expected)
            throw new ArgumentException($"{expected} numbers are expected; found {found}.", name);
    }
}

/// <summary>A loss with a gradient behind it, in one array.</summary>
internal static class LossAndGradient
{
    /// <summary>Copies the gradient and returns the loss.</summary>
    public static double Take(this double[] numbers, Span<double> gradient)
    {
        numbers.AsSpan(1).CopyTo(gradient);
        return numbers[0];
    }
}
