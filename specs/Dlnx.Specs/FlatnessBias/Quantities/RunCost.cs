using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("N/run-cost", "Operations and seconds of training runs, by counting", Source = "D/app-K")]
public sealed class RunCost : Quantity
{
    private const double OperationsPerTera = 1e12;
    private const int PerceptronClasses = 4;

    [Parameter("arch", Description = "network, with the widths of Appendix K")]
    public NetworkChoice Network { get; set; } = NetworkChoice.Vgg10;

    [Parameter(Min = 1, Max = 100_000_000, Description = "images of an epoch")]
    public int Images { get; set; } = 5000;

    [Parameter(Min = 1, Max = 1_000_000, Description = "epochs of a run")]
    public int Epochs { get; set; } = 500;

    [Parameter(Min = 1, Max = 1_000_000, Description = "runs")]
    public int Runs { get; set; } = 100;

    [Parameter(
        Above = 0,
        Max = 1e6,
        Description = "sustained speed in 10¹² operations per second; 0.06 is two processor cores"
    )]
    public double Tflops { get; set; } = 0.06;

    public override Outputs Evaluate()
    {
        var classes = Network == NetworkChoice.Mlp ? PerceptronClasses : 10;
        var network = Network.Of(Network.DefaultWidths(), classes, ShortcutOption.A);
        var operations = TrainingCost.Operations(network, Images, Epochs, Runs);
        return new Outputs { { "flop", operations }, { "seconds", operations / (Tflops * OperationsPerTera) } };
    }
}
