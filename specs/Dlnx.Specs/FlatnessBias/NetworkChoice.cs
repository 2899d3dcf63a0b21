using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The networks of paper D, as typed on the command line.</summary>
public enum NetworkChoice
{
    /// <summary>Hidden layers of given widths between 784 inputs and the classes.</summary>
    Mlp,

    /// <summary>Three blocks of three convolutions.</summary>
    Vgg10,

    /// <summary>Six blocks of three convolutions.</summary>
    Vgg19,

    /// <summary>Three stages of three residual blocks.</summary>
    Resnet20,
}

/// <summary>How ResNet20 joins stages, in the words of He et al. (2015).</summary>
public enum ShortcutOption
{
    /// <summary>Channels of zeros.</summary>
    A,

    /// <summary>A projection with its normalisation.</summary>
    B,
}

/// <summary>The networks that the words stand for.</summary>
public static class NetworkChoices
{
    private const int GreyPixels = 28 * 28;

    /// <summary>The widths of Appendix K.</summary>
    public static int[] DefaultWidths(this NetworkChoice network) =>
        network switch
        {
            NetworkChoice.Mlp => [32, 32, 32, 32],
            NetworkChoice.Vgg10 => [32, 64, 128],
            NetworkChoice.Vgg19 => [32, 64, 128, 128, 256, 256],
            _ => [16, 32, 64],
        };

    /// <summary>The network.</summary>
    /// <param name="network">which</param>
    /// <param name="widths">hidden widths, or channels of each block or stage</param>
    /// <param name="classes">outputs</param>
    /// <param name="option">shortcuts of ResNet20</param>
    /// <exception cref="ParameterException">the network has another number of widths, or is too large to count</exception>
    public static NetworkArchitecture Of(this NetworkChoice network, int[] widths, int classes, ShortcutOption option)
    {
        var needed = network == NetworkChoice.Mlp ? widths.Length : network.DefaultWidths().Length;
        if (widths.Length != needed)
            throw new ParameterException(
                "widths",
                $"has {widths.Length} entries; {network.ToString().ToLowerInvariant()} has {needed}."
            );
        if (
            option == ShortcutOption.A
            && network == NetworkChoice.Resnet20
            && widths.Zip(widths.Skip(1)).Any(pair => pair.Second < pair.First)
        )
            throw new ParameterException(
                "widths",
                $"is {string.Join(",", widths)}; with option A no stage is narrower than the one before."
            );
        return network switch
        {
            NetworkChoice.Mlp => Architectures.MultilayerPerceptron([GreyPixels, .. widths, classes]),
            NetworkChoice.Vgg10 => Architectures.Vgg10(widths, classes),
            NetworkChoice.Vgg19 => Architectures.Vgg19(widths, classes),
            _ => Architectures.ResNet20(
                widths,
                option == ShortcutOption.B ? ShortcutKind.Projection : ShortcutKind.ZeroChannels,
                classes
            ),
        };
    }
}
