using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/kappa-step",
    "What one step of gradient descent does to κ, exactly, by the paper's approximation and recentred",
    Source = "D/eq-kappa-step, D/rpe"
)]
public sealed class KappaStep : Quantity
{
    [Parameter("theta1", Min = -1e6, Max = 1e6, Description = "θ₁")]
    public double First { get; set; } = 0.2;

    [Parameter("theta2", Min = -1e6, Max = 1e6, Description = "θ₂")]
    public double Second { get; set; } = 1;

    [Parameter("zstar", Min = -1e6, Max = 1e6, Description = "z*, target of mse")]
    public double Target { get; set; }

    [Parameter("eta", Min = 0, Max = 1e3, Description = "η, learning rate")]
    public double LearningRate { get; set; } = 1;

    [Parameter("loss", Description = "loss of the product")]
    public PairLossKind Kind { get; set; } = PairLossKind.Mse;

    [Parameter("y", Above = 0, Below = 1, Description = "y, label of bce")]
    public double Label { get; set; } = 0.8;

    public override Outputs Evaluate()
    {
        var loss = Kind.Loss(Target, Label);
        var point = FactorPair.At(loss, First, Second);
        var law = new RotationStep(point, LearningRate);
        return new()
        {
            { "kappa0", Defined.OrNull(point.Kappa) },
            { "kappa1", Defined.OrNull(point.Step(loss, LearningRate).Kappa) },
            { "ratio", Defined.OrNull(law.KappaRatio(loss)) },
            { "imbalance_ratio", Math.Abs(law.ImbalanceFactor) },
            { "a1", Defined.OrNull(law.ApproximateChange) },
            { "ratio_gradient", Defined.OrNull(law.RecentredRatio(loss)) },
        };
    }
}
