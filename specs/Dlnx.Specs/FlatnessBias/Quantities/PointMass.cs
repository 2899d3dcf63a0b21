using System.Globalization;
using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/point-mass", "The exact law of x_t from a deterministic start", Source = "D/thm-5.4")]
public sealed class PointMass : Quantity
{
    [Parameter("delta", Description = "Δ: " + StepLawChoice.Words)]
    public string Delta { get; set; } = "sigmoid(0.2,0.3,2,0)";

    [Parameter("x0", Description = "deterministic start")]
    public double Start { get; set; } = 0.5;

    [Parameter("t", Min = 0, Max = PathEnumeration.MaximalSteps, Description = "steps")]
    public int Steps { get; set; } = 8;

    [Parameter("xexit", Description = "level at and below which the process stops; -inf for none")]
    public string Exit { get; set; } = "-inf";

    public override void Validate()
    {
        StepLawChoice.Parse("delta", Delta);
        if (double.IsNaN(ExitLevel))
            throw new ParameterException("xexit", $"is '{Exit}'; expected a number or -inf.");
    }

    public override Outputs Evaluate()
    {
        var law = EndpointLaw.From(new AbsorbedStep(StepLawChoice.Parse("delta", Delta), ExitLevel), Start, Steps);
        return new Outputs
        {
            { "p_below", law.ProbabilityBelow(Start) },
            { "bound", SignStrings.NonPositiveProbability(Steps) },
            { "median_lower", Defined.OrNull(law.LowerMedian) },
            { "median_upper", Defined.OrNull(law.UpperMedian) },
            { "mean", Defined.OrNull(law.Mean) },
        };
    }

    private double ExitLevel =>
        Exit.Trim() is "-inf" ? double.NegativeInfinity
        : double.TryParse(Exit, NumberStyles.Float, CultureInfo.InvariantCulture, out var level)
        && double.IsFinite(level)
            ? level
        : double.NaN;
}
