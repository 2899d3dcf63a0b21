using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/sharpness-drift",
    "The drift of the sharpness on ½(θ₁θ₂ − z*)² and what a small step measures",
    Source = "D/sec-3-defs"
)]
public sealed class SharpnessDriftAtPoint : Quantity
{
    [Parameter("theta1", Min = -1e3, Max = 1e3, Description = "θ₁")]
    public double First { get; set; } = 0.6;

    [Parameter("theta2", Min = -1e3, Max = 1e3, Description = "θ₂")]
    public double Second { get; set; } = 1.2;

    [Parameter("zstar", Min = -1e3, Max = 1e3, Description = "z*")]
    public double Target { get; set; } = 1;

    [Parameter("eta", Above = 0, Max = 1e-2, Description = "η, learning rate of the measured step")]
    public double LearningRate { get; set; } = 1e-5;

    public override Outputs Evaluate()
    {
        var loss = new SquaredLoss(Target);
        var point = FactorPair.At(loss, First, Second);
        var change = point.Step(loss, LearningRate).Hessian.Largest - point.Hessian.Largest;
        return new()
        {
            { "drift", Defined.OrNull(SharpnessDrift.Of(loss, First, Second)) },
            { "measured", Defined.OrNull(change / LearningRate) },
        };
    }
}
