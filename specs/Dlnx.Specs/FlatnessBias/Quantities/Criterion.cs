using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/criterion",
    "Which way the median moves under Δ = mu for small steps, and its move in two steps",
    Source = "D/thm-5.12"
)]
public sealed class Criterion : Quantity
{
    [Parameter("f0", Description = InitialLawChoice.Words)]
    public string F0 { get; set; } = "pareto(2)";

    [Parameter("m", Above = 0, Below = 1, Description = "m of Δ = mu")]
    public double Slope { get; set; } = 0.05;

    public override void Validate() => StepRules.Continuous("f0", F0);

    public override Outputs Evaluate()
    {
        var start = InitialLawChoice.Parse("f0", F0);
        var drift = MedianDrift.Of(new AffineStep(0, Slope), start);
        return new Outputs
        {
            { "median_0", drift.Median },
            { "criterion", Defined.OrNull(drift.Criterion) },
            { "predicted_drift", Defined.OrNull(drift.TwoSteps) },
            { "median_2", new MultiplicativeLaw(start, Slope, 2).Median },
        };
    }
}
