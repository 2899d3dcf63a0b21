using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/hocm",
    "The two measures of higher-order curvature of a function of one variable, and its fourth derivative",
    Source = "D/eq-25-26"
)]
public sealed class HigherOrderMoment : Quantity
{
    [Parameter("f", Description = "the function")]
    public QuarticProbeKind Kind { get; set; } = QuarticProbeKind.Cosh;

    [Parameter("x", Min = -700, Max = 700, Description = "where")]
    public double Place { get; set; } = 0.5;

    [Parameter("r", Min = 1e-2, Max = 1, Description = "r, radius of the differences")]
    public double Radius { get; set; } = 0.1;

    public override Outputs Evaluate()
    {
        var f = Kind.Function();
        return new()
        {
            { "even_remainder", HigherOrderCurvature.EvenRemainder(f.Value, f.Curvature(Place), Place, Radius) },
            { "five_point", HigherOrderCurvature.FivePoint(f.Value, Place, Radius) },
            { "exact", f.FourthDerivative(Place) },
        };
    }
}
