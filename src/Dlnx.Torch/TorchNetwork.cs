using Dlnx.Networks;
using Dlnx.Networks.Engines;
using TorchSharp;
using static TorchSharp.torch;

namespace Dlnx.Torch;

/// <summary>
/// A network as a function of its parameters and a block of inputs. What flows between layers is channels × inputs × rows ×
/// columns, so that every dense layer and every convolution is one matrix product.
/// </summary>
/// <param name="architecture">the network</param>
/// <param name="engine">device, number type and algorithms</param>
/// <param name="shape">the data set as the network sees it</param>
internal sealed class TorchNetwork(NetworkArchitecture architecture, TorchEngine engine, ObjectiveShape shape)
{
    private readonly int[] counts = [.. architecture.Parameters.Select(block => block.Count)];
    private readonly int ghostInputs = (shape.GhostExamples ?? 1) * shape.InputsPerExample;

    public TorchEngine Engine => engine;

    /// <summary>P.</summary>
    public int ParameterCount { get; } = architecture.ParameterCount;

    /// <summary>Numbers of one output.</summary>
    public int Outputs { get; } = architecture.Output.Size;

    /// <summary>Numbers that layers write for one input.</summary>
    public long Activations { get; } = architecture.Activations;

    /// <summary>A flat vector on the device as one tensor for each run of parameters.</summary>
    /// <param name="vector">P numbers</param>
    public Tensor[] Split(ReadOnlySpan<double> vector)
    {
        var flat = tensor(vector.ToArray(), dtype: engine.Type, device: engine.Device);
        var parts = new Tensor[counts.Length];
        var start = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = flat.narrow(0, start, counts[i]).clone();
            start += counts[i];
        }

        return parts;
    }

    /// <summary>Tensors of <see cref="Split"/>'s shapes as one vector of 64 bits.</summary>
    public static Tensor Join(IList<Tensor> parts) => cat(parts, 0).to(ScalarType.Float64);

    /// <summary>The outputs of a block, outputs × inputs.</summary>
    /// <param name="parameters">one tensor for each run of parameters</param>
    /// <param name="inputs">features × inputs</param>
    public Tensor Forward(IReadOnlyList<Tensor> parameters, Tensor inputs)
    {
        var count = inputs.shape[1];
        var (channels, height, width) = architecture.Input;
        var images = inputs.view([channels, height, width, count]).permute(0, 3, 1, 2);
        using var next = parameters.GetEnumerator();
        return Run(architecture.Layers, images, next).reshape(Outputs, count);
    }

    private Tensor Run(IReadOnlyList<NetworkLayer> layers, Tensor x, IEnumerator<Tensor> parameters)
    {
        foreach (var layer in layers)
            x = Run(layer, x, parameters);
        return x;
    }

    private Tensor Run(NetworkLayer layer, Tensor x, IEnumerator<Tensor> parameters) =>
        layer switch
        {
            Dense dense => TorchLayers.Dense(
                x,
                Next(parameters),
                dense.Bias == BiasTerm.Learned ? Next(parameters) : null
            ),
            Rectifier => x.relu(),
            Pointwise pointwise => TorchLayers.Activate(x, pointwise.Activation),
            Convolution convolution => TorchLayers.Convolve(x, Next(parameters), convolution, engine.Algorithms),
            GhostNormalization ghost => TorchLayers.Normalise(
                x,
                shift: Next(parameters),
                scale: Next(parameters),
                ghost.Epsilon,
                ghostInputs
            ),
            Pooling { Kind: PoolingKind.Maximum } pool => TorchLayers.LargestOf(x, pool.Size),
            Pooling pool => TorchLayers.MeanOf(x, pool.Size),
            GlobalAverage => x.mean([2, 3], keepdim: true),
            Residual residual => Add(residual, x, parameters),
            _ => throw new NotSupportedException($"This engine has no layer for {layer}."),
        };

    private Tensor Add(Residual residual, Tensor x, IEnumerator<Tensor> parameters)
    {
        var branch = Run(residual.Branch, x, parameters);
        var shortcut =
            residual.Shortcut.Count > 0
                ? Run(residual.Shortcut, x, parameters)
                : TorchLayers.PadChannels(x, branch.shape);
        return branch.add(shortcut, Scalars.One);
    }

    private static Tensor Next(IEnumerator<Tensor> parameters) =>
        parameters.MoveNext() ? parameters.Current : throw new InvalidOperationException("A parameter is missing.");
}
