using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/density-one-step",
    "Density and window mass after one step from the uniform law on [0, 1] under Δ = δ + cx²",
    Source = "D/lem-5.9, D/lem-5.10"
)]
public sealed class DensityOneStep : Quantity
{
    [Parameter("dl", Above = 0, Max = 0.1, Description = "δ of Δ = δ + cx² on [0, 1]")]
    public double Floor { get; set; } = 0.01;

    [Parameter("c", Above = 0, Below = 0.5, Description = "c of Δ = δ + cx²")]
    public double Curvature { get; set; } = 0.4;

    [Parameter("y", Description = "places, in [δ, 1 − δ − c]")]
    public double[] Places { get; set; } = [0.02, 0.3, 0.59];

    [Parameter("w", Above = 0, Description = "width of the window")]
    public double Width { get; set; } = 0.05;

    public override void Validate()
    {
        var end = 1 - Floor - Curvature;
        foreach (var y in Places.Where(y => !(y >= Floor && y <= end + 1e-12)))
            throw new ParameterException("y", $"is {y:R}; it must lie in [dl, 1 − dl − c] = [{Floor:R}, {end:R}].");
    }

    public override Outputs Evaluate()
    {
        var step = new ConvexStep(Floor, Curvature);
        return new Outputs
        {
            { "f1", Places.Select(step.UniformDensity).ToArray() },
            { "p1", Places.Select(y => step.UniformCumulative(y + Width) - step.UniformCumulative(y)).ToArray() },
        };
    }
}
