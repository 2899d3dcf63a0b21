using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/dln-trajectory",
    "Gradient descent on ½(θ₁θ₂ − z*)², with κ on the way and the law of the imbalance",
    Source = "D/fig-3, D/rpe"
)]
public sealed class ToyTrajectory : Quantity
{
    [Parameter("theta1", Min = -1e6, Max = 1e6, Description = "θ₁ at the start")]
    public double First { get; set; } = 0.2;

    [Parameter("theta2", Min = -1e6, Max = 1e6, Description = "θ₂ at the start")]
    public double Second { get; set; } = 1;

    [Parameter("zstar", Min = -1e6, Max = 1e6, Description = "z*")]
    public double Target { get; set; }

    [Parameter("eta", Above = 0, Max = 1e3, Description = "η, learning rate")]
    public double LearningRate { get; set; } = 2.2;

    [Parameter("steps", Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 200;

    [Parameter("at", Min = 0, Max = 1_000_000, Description = "steps to report, at most steps")]
    public int[] At { get; set; } = [1, 2, 5];

    public override void Validate()
    {
        if (At.Any(t => t > Steps))
            throw new ParameterException("at", $"has {At.Max()}; the run ends after steps = {Steps}.");
    }

    public override Outputs Evaluate()
    {
        var loss = new SquaredLoss(Target);
        var start = FactorPair.At(loss, First, Second);
        var reported = new Dictionary<int, FactorPair>();
        var wanted = At.ToHashSet();
        var (t, end, product) = (0, start, 1.0);
        foreach (var point in start.Descend(loss, LearningRate).Take(Steps + 1))
        {
            if (wanted.Contains(t))
                reported[t] = point;
            if (t > 0)
                product *= Math.Abs(new RotationStep(end, LearningRate).ImbalanceFactor);
            (t, end) = (t + 1, point);
        }
        var shown = At.Select(at => reported[at]).ToArray();
        return new()
        {
            { "kappa", shown.Select(point => Defined.OrNull(point.Kappa)) },
            { "theta1", shown.Select(point => Defined.OrNull(point.First)) },
            { "theta2", shown.Select(point => Defined.OrNull(point.Second)) },
            { "loss", shown.Select(point => Defined.OrNull(loss.Value(point.Product))) },
            { "etaS_final", Defined.OrNull(LearningRate * end.SquaredNorm) },
            { "imbalance_ratio", Defined.OrNull(Math.Abs(end.Imbalance / start.Imbalance)) },
            { "product", Defined.OrNull(product) },
        };
    }
}
