using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>Builds networks with memory from architectures.</summary>
internal sealed class BlockNetworks<T>(
    NetworkArchitecture architecture,
    LabelledExamples examples,
    LossFunction loss,
    BlockPlan plan,
    int workers
)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly EngineInputs<T> inputs = new(examples, architecture.Input);

    // Blocks are the larger pieces of work; a block has workers of its own where there are not enough blocks.
    private readonly int teamSize = Math.Max(1, workers / plan.Count);
    private readonly int capacity = plan.Capacity * (examples.Count / LossHeads.Examples(loss, examples));

    /// <summary>A network for any block of the plan.</summary>
    public BlockNetwork<T> Create()
    {
        var input = new InputLayer<T>(architecture.Input, inputs, new(teamSize));
        var head = LossHeads.Create<T>(loss, examples, architecture.Output.Size, capacity);
        return new(input, Sequence(architecture.Layers, input), head, plan);
    }

    private LayerSequence<T> Sequence(IReadOnlyList<NetworkLayer> layers, BlockLayer<T> below)
    {
        var built = new List<BlockLayer<T>>();
        foreach (var layer in layers)
        {
            // The bottom layer of a sequence leaves the values below alone: a shortcut reads them too.
            var mayOverwrite = built.Count > 0 && built[^1].AllowsOverwriting;
            built.Add(Layer(layer, built.Count > 0 ? built[^1] : below, mayOverwrite));
        }

        return new(built);
    }

    private BlockLayer<T> Layer(NetworkLayer layer, BlockLayer<T> below, bool mayOverwrite) =>
        layer switch
        {
            Dense dense => new DenseLayer<T>(below, dense.Outputs, dense.Bias, capacity),
            Rectifier when mayOverwrite => new RectifierLayer<T>(below),
            Rectifier => new RectifierLayer<T>(below, capacity),
            Pointwise pointwise => new ActivationLayer<T>(below, pointwise.Activation, capacity),
            Convolution convolution => new ConvolutionLayer<T>(below, convolution, capacity),
            GhostNormalization ghost => new GhostLayer<T>(below, ghost.Epsilon, mayOverwrite, capacity),
            Pooling { Kind: PoolingKind.Maximum } pool => new MaximumPoolLayer<T>(
                below,
                pool.Output(below.Shape),
                new(below.Shape, pool.Output(below.Shape), pool.Size, pool.Size),
                capacity
            ),
            Pooling pool => AveragePool(below, pool.Output(below.Shape), pool.Size, pool.Size),
            GlobalAverage => AveragePool(below, layer.Output(below.Shape), below.Shape.Height, below.Shape.Width),
            Residual residual => new ResidualLayer<T>(
                below,
                Sequence(residual.Branch, below),
                residual.Shortcut.Count > 0
                    ? Sequence(residual.Shortcut, below)
                    : new([new ZeroChannelLayer<T>(below, residual.Output(below.Shape), capacity)]),
                capacity
            ),
            _ => throw new NotSupportedException($"This engine has no layer for {layer}."),
        };

    private AveragePoolLayer<T> AveragePool(BlockLayer<T> below, FeatureShape output, int height, int width) =>
        new(below, output, new(below.Shape, output, height, width), capacity);
}
