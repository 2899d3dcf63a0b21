using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/envelope",
    "The upper envelope of the medians of x_t, and the drift that is claimed for it",
    Source = "D/thm-5.6"
)]
public sealed class Envelope : Quantity
{
    [Parameter("atoms", Description = "equally likely values of x₀, at most 16")]
    public double[] Atoms { get; set; } = [-1, 0, 1];

    [Parameter("delta", Description = "Δ: " + StepLawChoice.Words)]
    public string Delta { get; set; } = "affine(1,0.2)";

    [Parameter("t", Min = 2, Max = 12, Description = "steps, even")]
    public int Steps { get; set; } = 6;

    public override void Validate()
    {
        StepLawChoice.Parse("delta", Delta);
        StepRules.RequireEven("t", Steps);
        if (Atoms.Length > 16)
            throw new ParameterException("atoms", $"has {Atoms.Length} values; give at most 16.");
    }

    public override Outputs Evaluate()
    {
        var law = StepLawChoice.Parse("delta", Delta);
        var envelope = UpperEnvelope.Of(law, Atoms, Steps);
        var gap = UniformGap.On(law, envelope.Hull);
        var valid = gap.SmallestStep > 0 && gap.SmallestSlope > 0;
        return new Outputs
        {
            { "U0", envelope.Start },
            { "Ut", Defined.OrNull(envelope.Level) },
            { "bound", valid ? Defined.OrNull(envelope.Start - gap.Drift(Steps)) : null },
            { "F_at_Ut", envelope.CumulativeAtLevel },
            { "cap_periods", valid ? Defined.OrNull(gap.LargestPeriods(law.At(envelope.Start))) : null },
        };
    }
}
