using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/mass-condition",
    "How the mass of x₀ lies around its smallest median, and what two steps make of it",
    Source = "D/cor-5.5"
)]
public sealed class MassAroundMedian : Quantity
{
    [Parameter("atoms", Description = "values of x₀")]
    public double[] Atoms { get; set; } = [0, 100];

    [Parameter("weights", Above = 0, Max = 1e9, Description = "their weights, as many")]
    public double[] Weights { get; set; } = [0.5, 0.5];

    [Parameter("delta", Description = "Δ: " + StepLawChoice.Words)]
    public string Delta { get; set; } = "affine(0.2,0.001)";

    public override void Validate()
    {
        StepLawChoice.Parse("delta", Delta);
        if (Weights.Length != Atoms.Length)
            throw new ParameterException(
                "weights",
                $"has {Weights.Length} numbers; give one for each of the {Atoms.Length} atoms."
            );
    }

    public override Outputs Evaluate()
    {
        var (start, law) = (new DiscreteLaw(Atoms, Weights), StepLawChoice.Parse("delta", Delta));
        var mass = MassCondition.Around(start, law, start.LowerMedian);
        return new Outputs
        {
            { "A", mass.FarBelow },
            { "B", mass.NearBelow },
            { "C", mass.NearAbove },
            { "D", mass.FarAbove },
            { "lower_bound", mass.LowerBound },
            { "F2_m0", start.After(law, 2).Cumulative(start.LowerMedian) },
        };
    }
}
