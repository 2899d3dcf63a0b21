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
        labels = examples.Classes > 0 ? Labels(examples, engine).DetachFromDisposeScope() : null;
        targets = Targets(examples, loss, outputs, engine).DetachFromDisposeScope();
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
            LossFunction.MeanSquaredError => Squares(outputs, target).mul(Scalars.Of(0.5)),
            LossFunction.SumOfSquares => Squares(outputs, target),
            _ => Squares(Scores(block, outputs), target),
        };
    }

    /// <summary>How many inputs of a block have their label's output largest; null without labels.</summary>
    public Tensor? Correct(Block block, Tensor outputs) =>
        labels is null ? null : outputs.argmax(dim: 0).eq(labels.narrow(0, block.FirstInput, block.Inputs)).sum();

    private static Tensor Scores(Block block, Tensor outputs)
    {
        var pairs = outputs.softmax(dim: 0).view(-1, block.Size, 2);
        return (pairs.select(2, 0) * pairs.select(2, 1)).sum(dim: 0).mul(Scalars.Of(PairScores.Largest)).view(1, -1);
    }

    // ‖z − y‖² of each column.
    private static Tensor Squares(Tensor outputs, Tensor target)
    {
        var difference = outputs - target;
        return (difference * difference).sum(dim: 0);
    }

    private static Tensor Labels(LabelledExamples examples, TorchEngine engine) =>
        tensor(Array.ConvertAll(examples.Labels.ToArray(), label => (long)label), device: engine.Device);

    // Outputs × examples. Labels become ones and zeros to multiply with, because the gradient of a selection by index adds
    // in any order on a GPU.
    private static Tensor Targets(LabelledExamples examples, LossFunction loss, int outputs, TorchEngine engine)
    {
        var width = loss == LossFunction.PairScore ? 1 : outputs;
        var numbers = examples.Classes > 0 ? new double[examples.Count * width] : examples.Targets.ToArray();
        for (var i = 0; i < examples.Labels.Length; i++)
            numbers[(i * width) + examples.Labels[i]] = 1;
        return tensor(numbers, [numbers.Length / width, width], dtype: engine.Type, device: engine.Device)
            .transpose(0, 1)
            .contiguous();
    }
}
