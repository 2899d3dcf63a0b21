using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

/// <summary>Base of the quantities that count a network of Appendix K.</summary>
public abstract class NetworkCounts : Quantity
{
    [Parameter(Min = 1, Max = 1024, Description = "channels of each block or stage")]
    public int[] Widths { get; set; } = [32, 64, 128];

    [Parameter(Min = 1, Max = 1000, Description = "outputs")]
    public int Classes { get; set; } = 10;

    /// <summary>Which network.</summary>
    protected abstract NetworkChoice Network { get; }

    /// <summary>Its shortcuts.</summary>
    protected virtual ShortcutOption Shortcuts => ShortcutOption.A;

    private NetworkArchitecture Architecture => Network.Of(Widths, Classes, Shortcuts);

    public override void Validate() => _ = Architecture;

    public override Outputs Evaluate()
    {
        var network = Architecture;
        return new Outputs { { "params", network.ParameterCount }, { "mmac", network.MultiplyAccumulates / 1e6 } };
    }

    /// <summary>Megabytes of what layers write for one image in single precision.</summary>
    protected double ActivationMegabytes => Architecture.Activations * sizeof(float) / 1e6;
}

/// <summary>Base of those that also say what a forward pass keeps.</summary>
public abstract class VggCounts : NetworkCounts
{
    public override Outputs Evaluate()
    {
        var outputs = base.Evaluate();
        outputs.Add("activation_mb", ActivationMegabytes);
        return outputs;
    }
}

[Quantity("N/vgg10", "Parameters, forward cost in 10⁶ multiplications and activations of VGG10", Source = "D/app-K")]
public sealed class Vgg10Counts : VggCounts
{
    protected override NetworkChoice Network => NetworkChoice.Vgg10;
}

[Quantity("N/vgg19", "Parameters, forward cost in 10⁶ multiplications and activations of VGG19", Source = "D/app-K")]
public sealed class Vgg19Counts : VggCounts
{
    /// <summary>The widths of Appendix K by default.</summary>
    public Vgg19Counts() => Widths = NetworkChoice.Vgg19.DefaultWidths();

    protected override NetworkChoice Network => NetworkChoice.Vgg19;
}

[Quantity("N/resnet20", "Parameters and forward cost in 10⁶ multiplications of ResNet20", Source = "D/app-K")]
public sealed class ResNet20Counts : NetworkCounts
{
    /// <summary>The widths of Appendix K by default.</summary>
    public ResNet20Counts() => Widths = NetworkChoice.Resnet20.DefaultWidths();

    [Parameter(Description = "shortcuts between stages: A zeros, B projections")]
    public ShortcutOption Option { get; set; } = ShortcutOption.A;

    protected override NetworkChoice Network => NetworkChoice.Resnet20;

    protected override ShortcutOption Shortcuts => Option;
}
