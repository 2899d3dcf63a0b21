using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/pareto-median",
    "The median from a Pareto start under Δ = mu, in closed form",
    Source = "D/thm-5.12, D/lem-F.22"
)]
public sealed class ParetoMedianQuantity : Quantity
{
    [Parameter(Above = 0, Max = 20, Description = "α")]
    public double Alpha { get; set; } = 2;

    [Parameter("m", Above = 0, Below = 1, Description = "m of Δ = mu")]
    public double Slope { get; set; } = 0.05;

    [Parameter("t", Min = 0, Max = 1000, Description = "steps")]
    public int Steps { get; set; } = 2;

    public override Outputs Evaluate()
    {
        var closed = new ParetoMedian(Alpha, Slope);
        var start = closed.At(0);
        return new Outputs
        {
            { "median_0", start },
            { "median_t", new MultiplicativeLaw(StandardLaw.Pareto(Alpha), Slope, Steps).Median },
            { "F2_at_median_0", new MultiplicativeLaw(StandardLaw.Pareto(Alpha), Slope, 2).Cumulative(start) },
            { "valid", closed.IsValid(Steps) },
        };
    }
}
