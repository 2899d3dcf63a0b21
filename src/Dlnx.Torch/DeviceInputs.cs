using Dlnx.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Dlnx.Torch;

/// <summary>The inputs of a data set, features × inputs of a block. All of them on the device, unless they are too many.</summary>
internal sealed class DeviceInputs
{
    private const int Chunk = 10_000;

    private readonly LabelledExamples? streamed;
    private readonly Tensor? resident;
    private readonly TorchEngine engine;

    private DeviceInputs(LabelledExamples? streamed, Tensor? resident, TorchEngine engine)
    {
        this.streamed = streamed;
        this.resident = resident;
        this.engine = engine;
    }

    public static DeviceInputs Of(LabelledExamples examples, TorchEngine engine)
    {
        var bytes = (long)examples.Count * examples.Shape.Size * engine.BytesPerNumber;
        return bytes > engine.ResidentBytes
            ? new(examples, null, engine)
            : new(null, Resident(examples, engine), engine);
    }

    /// <summary>The inputs of a block.</summary>
    public Tensor Of(Block block) =>
        (
            resident is not null
                ? resident.narrow(0, block.FirstInput, block.Inputs)
                : Upload(streamed!, block.FirstInput, block.Inputs, engine)
        ).transpose(0, 1);

    private static Tensor Resident(LabelledExamples examples, TorchEngine engine)
    {
        using var scope = NewDisposeScope();
        var all = empty(examples.Count, examples.Shape.Size, dtype: engine.Type, device: engine.Device);
        for (var first = 0; first < examples.Count; first += Chunk)
        {
            var count = Math.Min(Chunk, examples.Count - first);
            all.narrow(0, first, count).copy_(Upload(examples, first, count, engine));
        }

        return all.DetachFromDisposeScope();
    }

    private static Tensor Upload(LabelledExamples examples, int first, int count, TorchEngine engine)
    {
        var numbers = new double[count * examples.Shape.Size];
        examples.Read(first, numbers);
        return tensor(numbers, [count, examples.Shape.Size], dtype: engine.Type, device: engine.Device);
    }
}
