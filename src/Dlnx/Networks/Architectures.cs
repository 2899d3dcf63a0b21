namespace Dlnx.Networks;

/// <summary>The networks of the papers.</summary>
public static class Architectures
{
    /// <summary>A multilayer perceptron: dense layers with an activation between them.</summary>
    /// <param name="sizes">n₀, …, n_L, at least two, each ≥ 1</param>
    /// <param name="bias">whether the layers have biases</param>
    /// <param name="activation">what stands between the layers; null for the rectifier</param>
    /// <exception cref="ArgumentException">too few sizes, or one below 1</exception>
    public static NetworkArchitecture MultilayerPerceptron(
        IReadOnlyList<int> sizes,
        BiasTerm bias = BiasTerm.Learned,
        NetworkLayer? activation = null
    )
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2 || sizes.Any(size => size < 1))
            throw new ArgumentException(
                $"A perceptron needs an input and an output size, all at least 1; found {string.Join(",", sizes)}.",
                nameof(sizes)
            );
        var layers = sizes
            .Skip(1)
            .SelectMany<int, NetworkLayer>(size => [activation ?? new Rectifier(), new Dense(size, bias)]);
        return new(new(sizes[0]), [.. layers.Skip(1)]);
    }

    /// <summary>
    /// Blocks of 3×3 convolutions, each with ghost normalisation and rectifier; a 2×2 maximum pool after every block while
    /// the plane is larger than one position; then the mean of each channel and a dense layer (D, Appendix K).
    /// </summary>
    /// <param name="input">the shape of one image</param>
    /// <param name="blocks">the blocks from the input on</param>
    /// <param name="classes">outputs</param>
    /// <param name="ghostSize">G</param>
    public static NetworkArchitecture Convolutional(
        FeatureShape input,
        IEnumerable<ConvolutionBlock> blocks,
        int classes,
        int ghostSize = 100
    )
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var layers = new List<NetworkLayer>();
        var shape = input;
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Convolutions; i++)
                layers.AddRange([new Convolution(block.Channels), new GhostNormalization(), new Rectifier()]);
            if (Math.Min(shape.Height, shape.Width) > 1)
                layers.Add(new Pooling(PoolingKind.Maximum));
            shape = LayerChain.Output(layers, input);
        }

        return new(input, [.. layers, new GlobalAverage(), new Dense(classes)]) { GhostSize = ghostSize };
    }

    /// <summary>VGG10 of paper D: three blocks of three convolutions on 32×32 colour images.</summary>
    /// <param name="widths">channels of the three blocks; null for 32, 64, 128</param>
    /// <param name="classes">outputs</param>
    /// <param name="ghostSize">G</param>
    public static NetworkArchitecture Vgg10(IReadOnlyList<int>? widths = null, int classes = 10, int ghostSize = 100) =>
        Convolutional(new(3, 32, 32), InThrees(widths ?? [32, 64, 128], 3), classes, ghostSize);

    /// <summary>VGG19 of paper D: six blocks of three convolutions; a 32×32 plane has room for five pools.</summary>
    /// <param name="widths">channels of the six blocks; null for 32, 64, 128, 128, 256, 256</param>
    /// <param name="classes">outputs</param>
    /// <param name="ghostSize">G</param>
    public static NetworkArchitecture Vgg19(IReadOnlyList<int>? widths = null, int classes = 10, int ghostSize = 100) =>
        Convolutional(new(3, 32, 32), InThrees(widths ?? [32, 64, 128, 128, 256, 256], 6), classes, ghostSize);

    /// <summary>ResNet20 for 32×32 colour images (He et al., 2015) with ghost normalisation.</summary>
    /// <param name="widths">channels of the three stages; null for 16, 32, 64</param>
    /// <param name="shortcut">what joins stages of different shape</param>
    /// <param name="classes">outputs</param>
    /// <param name="ghostSize">G</param>
    public static NetworkArchitecture ResNet20(
        IReadOnlyList<int>? widths = null,
        ShortcutKind shortcut = ShortcutKind.ZeroChannels,
        int classes = 10,
        int ghostSize = 100
    )
    {
        widths ??= [16, 32, 64];
        var layers = new List<NetworkLayer> { new Convolution(widths[0]), new GhostNormalization(), new Rectifier() };
        var channels = widths[0];
        for (var stage = 0; stage < widths.Count; stage++)
        {
            for (var i = 0; i < 3; i++)
            {
                layers.AddRange([
                    ResidualBlock(channels, widths[stage], stage > 0 && i == 0, shortcut),
                    new Rectifier(),
                ]);
                channels = widths[stage];
            }
        }

        return new(new(3, 32, 32), [.. layers, new GlobalAverage(), new Dense(classes)]) { GhostSize = ghostSize };
    }

    private static Residual ResidualBlock(int from, int to, bool reduces, ShortcutKind shortcut)
    {
        var stride = reduces ? 2 : 1;
        NetworkLayer[] branch =
        [
            new Convolution(to, Stride: stride),
            new GhostNormalization(),
            new Rectifier(),
            new Convolution(to),
            new GhostNormalization(),
        ];
        var changes = reduces || from != to;
        return changes && shortcut == ShortcutKind.Projection
            ? new(branch) { Shortcut = [new Convolution(to, 1, stride), new GhostNormalization()] }
            : new(branch);
    }

    private static IEnumerable<ConvolutionBlock> InThrees(IReadOnlyList<int> widths, int blocks) =>
        widths.Count == blocks
            ? widths.Select(width => new ConvolutionBlock(width, 3))
            : throw new ArgumentException($"{blocks} blocks need as many widths; found {string.Join(",", widths)}.");
}
