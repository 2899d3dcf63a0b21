using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/period2",
    "The learning rate at which gradient descent on a convex loss returns after two steps",
    Source = "D/E5-period2"
)]
public sealed class PeriodTwo : Quantity
{
    [Parameter("loss", Description = "the convex loss")]
    public ConvexLossKind Kind { get; set; } = ConvexLossKind.Exp;

    [Parameter("theta0", Description = "θ₀, one point of the cycle")]
    public double Start { get; set; } = -0.5;

    [Parameter("y", Above = 0, Below = 1, Description = "label of ce")]
    public double Label { get; set; } = 0.5;

    [Parameter("slope", Above = 0, Max = 1e6, Description = "curvatures right and left of 0 of slopes")]
    public double[] Slopes { get; set; } = [3, 1];

    [Parameter("scale", Above = 0, Max = 1e6, Description = "curvature of quadratic")]
    public double Scale { get; set; } = 3;

    public override void Validate() => ScalarLossChoice.RequireTwoSlopes(Slopes);

    public override Outputs Evaluate()
    {
        var cycle = DescentTwoCycle.Through(Kind.Loss(Label, Slopes, Scale), Start);
        return new()
        {
            { "eta_star", cycle?.LearningRate },
            { "partner", cycle?.Partner },
            { "multiplier", cycle?.Multiplier },
            { "exists", cycle is not null },
        };
    }
}
