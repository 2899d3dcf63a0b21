using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/spectrum", "Hessian spectrum at a global minimum, in closed form", Source = "B/lem-1")]
public sealed class Spectrum : Quantity
{
    private const double Zero = 1e-13;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [3, 2];

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 1, Max = 8, Description = "width of the layers")]
    public int Width { get; set; } = 3;

    [Parameter(Min = 0, Below = 10, Description = "α, the null block of form (U)")]
    public double Alpha { get; set; } = 0.1;

    [Parameter(Description = "the form of the minimum: U (unbalanced start) or B (balanced start)")]
    public MinimumLetter Form { get; set; } = MinimumLetter.U;

    public override void Validate()
    {
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
    }

    public override Outputs Evaluate()
    {
        var spectrum = HessianSpectrum.AtMinimum(Form.ToForm(), Depth, Width, Sigma, Alpha);
        var eigenvalues = spectrum.Eigenvalues.Where(value => value > Zero).ToArray();
        var printed = spectrum.PrintedFamilies.Where(family => family.Value > Zero).Sum(family => family.Multiplicity);
        return new Outputs
        {
            { "eigenvalues", eigenvalues },
            { "count", eigenvalues.Length },
            { "sum", eigenvalues.Sum() },
            { "sharpness", spectrum.Sharpness },
            { "families", spectrum.Families.Where(family => family is { Multiplicity: > 0, Value: > Zero }) },
            { "printedMissing", eigenvalues.Length - printed },
        };
    }
}
