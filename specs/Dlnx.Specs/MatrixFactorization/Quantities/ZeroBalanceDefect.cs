using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/zero-balanced",
    "How far gradient descent from equal layers αI leaves zero balance",
    Source = "B/rem-zero-balanced"
)]
public sealed class ZeroBalanceDefect : Quantity
{
    private static readonly int[] EarlySteps = [1, 2, 10, 50];

    [Parameter(Min = 0, Max = Math.PI, Description = "angle between the left and the right singular vectors")]
    public double Angle { get; set; } = 0.6;

    [Parameter(Above = 0, Max = 1e6, Description = "two singular values of the target, descending")]
    public double[] Sigma { get; set; } = [2, 1];

    [Parameter(Min = 2, Max = 6, Description = "L")]
    public int Depth { get; set; } = 2;

    [Parameter(Above = 0, Max = 1, Description = "scale of the start αI")]
    public double Alpha { get; set; } = 0.3;

    [Parameter("eta", Above = 0, Max = 0.2, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.05;

    [Parameter(Above = 0, Max = 1000, Description = "ηt")]
    public double Time { get; set; } = 10;

    public override void Validate() => SpectrumRules.RequirePair(Sigma);

    public override Outputs Evaluate() =>
        new()
        {
            { "defect", Finite(After((int)Math.Round(Time / LearningRate)).Frobenius) },
            { "defectMaxEntry", EarlySteps.Select(steps => Finite(After(steps).MaximumEntry)) },
        };

    private BalanceDefect After(int steps)
    {
        var start = DeepLinearNetworks.Balanced(Depth, 2, Alpha);
        var plan = new RunPlan(LearningRate, steps) { Every = Math.Max(1, steps) };
        return ZeroBalance.Defect(RecordedRun.Of(start, TargetMatrix.Turned(Angle, Sigma), plan).Network);
    }

    // Gradient descent that diverged has no defect.
    private static double? Finite(double defect) => double.IsFinite(defect) ? defect : null;
}
