using Dlnx.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Dlnx.Torch;

/// <summary>Inputs and targets of a data set on the device, and the loss of outputs against the targets.</summary>
internal sealed class DeviceData
{
    private readonly DeviceInputs inputs;
    private readonly LossFunction loss;
    private readonly Tensor targets;
    private readonly Tensor? labels;

    public DeviceData(
        DeviceInputs inputs,
        LabelledExamples examples,
        LossFunction loss,
        int outputs,
        TorchEngine engine
    )
    {
        this.inputs = inputs;
        this.loss = loss;
        using var scope = NewDisposeScope();
        if (examples.Classes > 0)
        {
            var classes = tensor(
                Array.ConvertAll(examples.Labels.ToArray(), label => (long)label),
                device: engine.Device
            );
            // A product with ones and zeros, because the gradient of a selection by index adds in any order on a GPU.
            var columns = arange(outputs, device: engine.Device).view(outputs, 1).eq(classes);
            targets = columns.to(engine.Type).DetachFromDisposeScope();
            labels = classes.DetachFromDisposeScope();
        }
        else
        {
            var numbers = examples.Targets.ToArray();
            var width = loss == LossFunction.PairScore ? 1 : outputs;
            targets = tensor(numbers, [numbers.Length / width, width], dtype: engine.Type, device: engine.Device)
                .transpose(0, 1)
                .contiguous()
                .DetachFromDisposeScope();
        }
    }

    /// <summary>The inputs of a block, features × inputs.</summary>
    public Tensor Inputs(Block block) => inputs.Of(block);

    /// <summary>ℓ of every example of a block.</summary>
    /// <param name="block">the block</param>
    /// <param name="outputs">z, outputs × inputs</param>
    public Tensor Losses(Block block, Tensor outputs)
    {
        var target = targets.narrow(1, block.Start, block.Size);
        return loss switch
        {
            LossFunction.CrossEntropy => outputs.logsumexp(dim: 0) - (outputs * target).sum(dim: 0),
            LossFunction.MeanSquaredError => (outputs - target).square().sum(dim: 0) * 0.5,
            LossFunction.SumOfSquares => (outputs - target).square().sum(dim: 0),
            _ => (Scores(block, outputs) - target.view(block.Size)).square(),
        };
    }

    /// <summary>How many inputs of a block have their label's output largest; null without labels.</summary>
    public Tensor? Correct(Block block, Tensor outputs) =>
        labels is null ? null : outputs.argmax(dim: 0).eq(labels.narrow(0, block.FirstInput, block.Inputs)).sum();

    private static Tensor Scores(Block block, Tensor outputs)
    {
        var pairs = outputs.softmax(dim: 0).view(-1, block.Size, 2);
        return (pairs.select(2, 0) * pairs.select(2, 1)).sum(dim: 0) * PairScores.Largest;
    }
}
