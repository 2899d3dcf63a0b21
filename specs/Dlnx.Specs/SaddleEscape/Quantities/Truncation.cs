using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/truncation", "Growth rates of truncations of a stage with geometric couplings", Source = "C/thm-25")]
public sealed class Truncation : Quantity
{
    [Parameter(Min = 0, Max = 100, Description = "growth of the decay rates from one component to the next")]
    public double AStep { get; set; } = 1;

    [Parameter(Min = 0, Max = 100, Description = "diagonal of B")]
    public double BScale { get; set; } = 2.2;

    [Parameter(Min = 0, Max = 0.99, Description = "ratio of neighbouring entries of B")]
    public double BDecay { get; set; } = 0.5;

    [Parameter(Min = 0, Max = 100, Description = "diagonal of C")]
    public double CScale { get; set; } = 1;

    [Parameter(Min = 0, Max = 0.99, Description = "ratio of neighbouring entries of C")]
    public double CDecay { get; set; } = 0.4;

    [Parameter("n", Min = 1, Max = 200, Description = "components of each kind, one or several truncations")]
    public int[] Sizes { get; set; } = [12];

    public override Outputs Evaluate()
    {
        var family = new GeometricCouplings(AStep, BScale, BDecay, CScale, CDecay);
        return new Outputs { { "lambda", Sizes.Select(n => family.Truncation(n).Abscissa) } };
    }
}
