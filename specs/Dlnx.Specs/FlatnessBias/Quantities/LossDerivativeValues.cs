using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/loss-derivatives", "The derivatives of a loss and its finite minimiser", Source = "D/loss-derivs")]
public sealed class LossDerivativeValues : Quantity
{
    [Parameter("loss", Description = "the loss")]
    public PairLossKind Kind { get; set; } = PairLossKind.Bce;

    [Parameter("z", Description = "output of the network")]
    public double Output { get; set; } = 0.3;

    [Parameter("y", Description = "label: in [0, 1] for bce, the target for mse")]
    public double Label { get; set; } = 0.8;

    public override void Validate()
    {
        if (Kind == PairLossKind.Bce && Label is not (>= 0 and <= 1))
            throw new ParameterException("y", $"is {Label:R}; a label of bce lies between 0 and 1.");
    }

    public override Outputs Evaluate()
    {
        var loss = Kind.Loss(Label, Label);
        return new()
        {
            { "lp", loss.Slope(Output) },
            { "lpp", loss.Curvature(Output) },
            { "zstar", loss.Minimiser },
        };
    }
}
