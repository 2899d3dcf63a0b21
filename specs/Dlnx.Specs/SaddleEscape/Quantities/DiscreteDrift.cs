using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/discrete-drift", "What one step of gradient descent does to the imbalances", Source = "C/thm-1x")]
public sealed class DiscreteDrift : PortableNetworkQuantity
{
    [Parameter("eta", Above = 0, Max = 1, Description = "η, the learning rate")]
    public double LearningRate { get; set; } = 0.01;

    public override Outputs Evaluate()
    {
        var step = ImbalanceStep.Of(Imbalance(), LearningRate);
        return new Outputs
        {
            { "change", step.Change },
            { "firstOrder", step.FirstOrder },
            { "secondOrder", step.SecondOrder },
        };
    }
}
