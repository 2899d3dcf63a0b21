using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/criterion", "The two-cycle criterion from derivatives at a minimum", Source = "B/lem-11")]
public sealed class TwoCycleCriterionValue : Quantity
{
    [Parameter("f2", Above = 0, Description = "f″; the defaults are those of ½(x³ − 1)² at 1")]
    public double Second { get; set; } = 9;

    [Parameter("f3", Description = "f‴")]
    public double Third { get; set; } = 54;

    [Parameter("f4", Description = "f⁗")]
    public double Fourth { get; set; } = 180;

    public override Outputs Evaluate()
    {
        var criterion = new FlipCriterion(Second, Third, Fourth);
        return new Outputs { { "condition", criterion.Condition }, { "supercritical", criterion.Supercritical } };
    }
}
