using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/affine-point", "The law of u_t for Δ(u) = mu from u₀ = 1", Source = "D/sec-5.4")]
public sealed class AffinePointLaw : Quantity
{
    [Parameter("m", Above = 0, Below = 1, Description = "slope")]
    public double Slope { get; set; } = 0.3;

    [Parameter("t", Min = 0, Max = 10_000, Description = "steps")]
    public int Steps { get; set; } = 40;

    public override Outputs Evaluate()
    {
        var point = new AffinePoint(Slope, Steps);
        return new Outputs
        {
            { "p_below", point.ProbabilityBelow },
            { "median", Steps % 2 == 0 ? point.Median : null },
            { "variance", Defined.OrNull(point.Variance) },
            { "skewness", Defined.OrNull(point.Skewness) },
        };
    }
}
