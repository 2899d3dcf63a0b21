using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/switch",
    "A large learning rate until a training accuracy, then a small one: terminal sharpness and validation accuracy",
    Source = "D/fig-7, D/fig-9"
)]
public sealed class SwitchedRate : SeededQuantity
{
    private const int Budget = 3000;

    [Parameter("big", Above = 0, Max = 10, Description = "learning rate η of the first phase")]
    public double LargeRate { get; set; } = 0.64;

    [Parameter("thr", Description = "training accuracy in [0, 1] that ends the first phase; inf for never")]
    public string Threshold { get; set; } = "0.95";

    [Parameter("small", Above = 0, Max = 10, Description = "learning rate η of the second phase")]
    public double SmallRate { get; set; } = 0.04;

    [Parameter("rho", Min = 0, Max = 1, Description = "strength of noise ρ of the first phase")]
    public double Strength { get; set; }

    [Parameter("B", Min = 1, Max = 300, Description = "batch size |B|")]
    public int Batch { get; set; } = 30;

    public override void Validate()
    {
        if (OrInfinity.Thresholds("thr", Threshold).Length != 1)
            throw new ParameterException("thr", $"is '{Threshold}'; give one threshold.");
    }

    public override Outputs Evaluate()
    {
        var runs = Switched(OrInfinity.Thresholds("thr", Threshold)[0]);
        return new Outputs
        {
            { "mean_lambda", Defined.OrNull(runs.MeanSharpness) },
            { "mean_val", Defined.OrNull(runs.MeanAccuracy) },
            { "mean_steps", Defined.OrNull(runs.MeanSteps) },
            { "mean_lambda_0", Defined.OrNull(Switched(0).MeanSharpness) },
            { "mean_lambda_inf", Defined.OrNull(Switched(double.PositiveInfinity).MeanSharpness) },
        };
    }

    private SeedRuns Switched(double threshold) =>
        Train(TrainingPlans.Noisy(LargeRate, Strength, Batch, Budget).Then(threshold, SmallRate));
}
