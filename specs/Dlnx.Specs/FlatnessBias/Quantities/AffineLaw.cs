using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/affine-law",
    "The law of u_t for Δ = mu, exact in fractions for triangular starts",
    Source = "D/prop-5.11, D/lem-F.19, D/lem-F.20, D/thm-5.12"
)]
public sealed class AffineLaw : Quantity
{
    [Parameter("f0", Description = InitialLawChoice.Words)]
    public string F0 { get; set; } = "triangular(1,2,3)";

    [Parameter("m", Description = "m of Δ = mu, a fraction or decimal in (0, 1)")]
    public string Slope { get; set; } = "1/10";

    [Parameter("t", Min = 0, Max = 80, Description = "steps, even")]
    public int Steps { get; set; } = 2;

    [Parameter(Description = "reported is u − shift")]
    public double Shift { get; set; }

    public override void Validate()
    {
        StepRules.Continuous("f0", F0);
        TriangularExample.Parse(F0, Slope);
        StepRules.RequireEven("t", Steps);
    }

    public override Outputs Evaluate()
    {
        var law = new MultiplicativeLaw(InitialLawChoice.Parse("f0", F0), (double)TriangularExample.Step(Slope), Steps);
        var shape = Shape(law);
        var median = law.Median;
        return new Outputs
        {
            { "mode", shape.Mode - Shift },
            { "density_at_mode", shape.Height },
            { "cdf_at_mode", law.Cumulative(shape.Mode) },
            { "median", median - Shift },
            { "peaks", shape.Peaks },
            { "criterion", Defined.OrNull((2 / median) + (law.DensitySlope(median) / law.Density(median))) },
        };
    }

    private DensityShape Shape(MultiplicativeLaw law)
    {
        if (TriangularExample.Parse(F0, Slope)?.Exact(Steps) is not { } exact)
            return law.Shape();
        return new((double)exact.Mode, (double)exact.DensityAt(exact.Mode), exact.Peaks);
    }
}
