namespace Dlnx.Specs.FlatnessBias;

/// <summary>A 3×3 convolution of a layer table, with the normalisation that follows it.</summary>
/// <param name="Inputs">channels in</param>
/// <param name="Outputs">channels out</param>
/// <param name="Side">rows and columns of the output plane</param>
/// <param name="Kernel">rows and columns of a kernel</param>
public sealed record TabledConvolution(int Inputs, int Outputs, int Side, int Kernel = 3)
{
    /// <summary>Weights of the kernels.</summary>
    public int Weights => Kernel * Kernel * Inputs * Outputs;

    /// <summary>Multiplications for one image.</summary>
    public long Multiplications => (long)Side * Side * Weights;
}

/// <summary>The layer table of a convolutional network of Appendix K: its convolutions, then the mean and one dense layer.</summary>
/// <param name="Convolutions">from the input on</param>
/// <param name="Classes">outputs</param>
public sealed record ConvolutionTable(IReadOnlyList<TabledConvolution> Convolutions, int Classes)
{
    private int Features => Convolutions[^1].Outputs;

    private int Kernels => Convolutions.Sum(layer => layer.Weights);

    private int Channels => Convolutions.Sum(layer => layer.Outputs);

    private int Dense => (Features + 1) * Classes;

    /// <summary>Kernels, γ and β for each channel, the dense layer with its bias.</summary>
    public int Parameters => Kernels + (2 * Channels) + Dense;

    /// <summary>With a bias for each channel of a convolution as well.</summary>
    public int WithBiases => Parameters + Channels;

    /// <summary>Without γ and β.</summary>
    public int WithoutNormalisation => Kernels + Dense;

    /// <summary>Multiplications of convolutions and the dense layer for one image.</summary>
    public double Multiplications => Convolutions.Sum(layer => layer.Multiplications) + (double)(Features * Classes);

    /// <summary>VGG10 or VGG19: three convolutions for each width, on 32×32 colour images halved after each block down to 1×1.</summary>
    public static ConvolutionTable Vgg(IReadOnlyList<int> widths, int classes)
    {
        ArgumentNullException.ThrowIfNull(widths);
        var layers = new List<TabledConvolution>();
        for (var (block, channels, side) = (0, 3, 32); block < widths.Count; block++, side = Math.Max(1, side / 2))
        {
            for (var i = 0; i < 3; i++, channels = widths[block])
                layers.Add(new(channels, widths[block], side));
        }

        return new(layers, classes);
    }

    /// <summary>ResNet20: a first convolution and three stages of six, at sides 32, 16 and 8.</summary>
    /// <param name="widths">channels of the three stages</param>
    /// <param name="classes">outputs</param>
    /// <param name="projects">the convolutions of shortcuts between stages that change the plane or the channels: option B</param>
    public static ConvolutionTable ResNet(IReadOnlyList<int> widths, int classes, ShortcutOption projects)
    {
        ArgumentNullException.ThrowIfNull(widths);
        var layers = new List<TabledConvolution> { new(3, widths[0], 32) };
        for (var (stage, channels) = (0, widths[0]); stage < widths.Count; stage++)
        {
            var side = 32 >> stage;
            if (projects == ShortcutOption.B && stage > 0)
                layers.Add(new(channels, widths[stage], side, Kernel: 1));
            for (var i = 0; i < 6; i++, channels = widths[stage])
                layers.Add(new(channels, widths[stage], side));
        }

        return new(layers, classes);
    }
}
