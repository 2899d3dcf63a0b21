using Dlnx.Networks;
using Dlnx.Specs.MatrixFactorization.Training;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/lambda-min-end",
    "Both ends of the Hessian's spectrum at the end of training (S2)",
    Source = "B/rem-negcurv"
)]
public sealed class SmallestEigenvalue : Quantity
{
    [Parameter(Min = 0, Description = "of the starts")]
    public int[] Seeds { get; set; } = [1, 2, 3, 4, 5];

    [Parameter(Above = 0, Max = 10, Description = "η")]
    public double Eta { get; set; } = 0.04;

    [Parameter("m", Min = 5, Max = 200, Description = "Lanczos steps from a cold start")]
    public int LanczosSteps { get; set; } = 60;

    public override Outputs Evaluate()
    {
        var plan = TrainingPlan.GradientDescent(Eta);
        var ends = Seeds
            .Select(seed => TrainingEnd.Of([TrainingEnd.Train(seed, plan)], LanczosSteps).SingleOrDefault())
            .ToArray();
        return new Outputs
        {
            { "lambda_min", ends.Select(end => end?.Smallest) },
            { "lambda_max", ends.Select(end => end?.Largest) },
        };
    }
}
