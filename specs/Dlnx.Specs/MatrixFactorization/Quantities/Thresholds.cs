using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/thresholds",
    "Onset of oscillation of each singular value and of the cross directions",
    Source = "B/lem-1, B/fig-18"
)]
public sealed class Thresholds : Quantity
{
    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 6, 3];

    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    public override void Validate() => SpectrumRules.RequireDescending(Sigma);

    public override Outputs Evaluate()
    {
        var thresholds = SingularModeThresholds.Of(Depth, Sigma);
        var lambda = thresholds.Lambda;
        return new Outputs
        {
            { "S", thresholds.ModeSharpness },
            { "lambda", Enumerable.Range(0, lambda.Rows).Select(i => lambda.Row(i).ToArray()) },
            { "etaOnset", thresholds.Onsets },
            { "etaCross", thresholds.Cross },
            { "etaOnsetCode", thresholds.Onsets.Select(eta => eta / 2) },
            { "etaCrossCode", thresholds.Cross / 2 },
            { "k12", thresholds.CrossStep },
        };
    }
}
