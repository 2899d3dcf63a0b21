using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/diag-net",
    "Gradient descent on a diagonal linear network: which coordinates oscillate, and how",
    Source = "B/thm-3, B/rem-dimension, B/fig-18"
)]
public sealed class DiagonalNetwork : Quantity
{
    [Parameter("s", Min = 0, Max = 1e6, Description = "target s*, at least one positive entry")]
    public double[] Target { get; set; } = [10, 9, 6, 0, 0];

    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("K", Above = 0, Description = "2/η")]
    public double Level { get; set; } = 60;

    [Parameter("eta", Above = 0, Description = "learning rate η, instead of K")]
    public double? LearningRate { get; set; }

    [Parameter("etaCode", Above = 0, Description = "η/2, the learning rate of the loss without ½, instead of K")]
    public double? CodeRate { get; set; }

    [Parameter(Above = 0, Max = 1e3, Description = "scale of the start")]
    public double Alpha { get; set; } = 0.01;

    [Parameter("T", Min = 64, Max = 100_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 12_000;

    private double Eta => LearningRate ?? (2 * CodeRate) ?? (2 / Level);

    public override void Validate()
    {
        if (LearningRate is not null && CodeRate is not null)
            throw new ParameterException("etaCode", "is given together with eta; give one of K, eta and etaCode.");
        if (!Array.Exists(Target, value => value > 0))
            throw new ParameterException("s", "has no positive entry; give at least one.");
    }

    public override Outputs Evaluate()
    {
        var run = DiagonalRun.Unbalanced(Depth, Target, Alpha, Eta, Steps);
        double[] positive = [.. Target.Where(value => value > 0).OrderDescending()];
        var full = HessianSpectrum.AtMinimum(MinimumForm.Unbalanced, Depth, Target.Length, positive, Alpha);
        return new Outputs
        {
            { "periods", run.Periods },
            { "min", run.Minima },
            { "max", run.Maxima },
            { "S", Target.Select(value => StepChoice.Sharpness(Depth, value)) },
            { "finite", run.IsFinite },
            { "oscillatingCount", run.OscillatingCount },
            {
                "eigenvaluesAboveK",
                full.Families.Where(family => family.Value > 2 / Eta).Sum(family => family.Multiplicity)
            },
        };
    }
}
