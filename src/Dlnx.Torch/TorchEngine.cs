using System.Runtime.CompilerServices;
using Dlnx.Networks;
using Dlnx.Networks.Engines;
using static TorchSharp.torch;

namespace Dlnx.Torch;

/// <summary>
/// Losses, gradients and Hessian-vector products by libtorch's automatic differentiation. Data stay on the device; a step
/// uploads the parameters, runs block after block without waiting, and downloads loss and gradient together at its end.
/// With <see cref="Algorithms.Deterministic"/> every operation on a GPU has a fixed order of sums: matrix products, sums
/// along axes, slices and selections. <see cref="Algorithms.Fastest"/> lets the library convolve as it likes, and its
/// gradients of kernels may add in any order.
/// </summary>
/// <param name="device">where to compute</param>
/// <param name="precision">the number type</param>
/// <param name="settings">how to compute</param>
internal sealed class TorchEngine(Device device, EnginePrecision precision, EngineSettings settings) : ITrainingEngine
{
    private readonly ConditionalWeakTable<LabelledExamples, DeviceInputs> inputs = [];

    /// <inheritdoc/>
    public string Name => $"torch, {device.type.ToString().ToLowerInvariant()}, {NameOf(precision)}";

    /// <summary>
    /// Memory that inputs may take on the device. Beyond it every block is uploaded when it is needed; 500 000 images of
    /// CIFAR-10 in 32 bits are 6 GiB.
    /// </summary>
    public long ResidentBytes { get; init; } = 8L << 30;

    /// <summary>Memory that a linearised point may keep between products; beyond it every product begins anew.</summary>
    public long KeptBytes { get; init; } = 4L << 30;

    public Device Device => device;

    public ScalarType Type => precision == EnginePrecision.Double ? ScalarType.Float64 : ScalarType.Float32;

    public int BytesPerNumber => precision == EnginePrecision.Double ? sizeof(double) : sizeof(float);

    public Algorithms Algorithms => settings.Algorithms;

    /// <inheritdoc/>
    public ITrainingObjective Objective(NetworkArchitecture architecture, LabelledExamples examples, LossFunction loss)
    {
        var shape = ObjectiveShape.Of(architecture, examples, loss);
        var blocks = TorchBlocks.For(architecture, shape, settings.Block);
        return DeviceMemory.Guard(
            blocks,
            () =>
            {
                var network = new TorchNetwork(architecture, this, shape);
                var data = new DeviceData(Inputs(examples), examples, loss, architecture.Output.Size, this);
                return new TorchObjective(network, data, shape, blocks);
            }
        );
    }

    public static string NameOf(EnginePrecision precision) =>
        precision == EnginePrecision.Double ? "float64" : "float32";

    // Runs from several seeds on the same data share them.
    private DeviceInputs Inputs(LabelledExamples examples)
    {
        lock (inputs)
            return inputs.GetValue(examples, key => DeviceInputs.Of(key, this));
    }
}
