using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/curvature-density", "Median, mode, peaks, quantiles and mean of x_t", Source = "D/fig-19")]
public sealed class CurvatureDensity : Quantity
{
    // Cells of the transfer operator that the mean is taken from; its error is of second order in their width.
    private const int Cells = 1 << 16;

    [Parameter(Description = StepLawChoice.Words + "; largest slope below 1")]
    public string Delta { get; set; } = "sigmoid(0.05,0.2,2,0)";

    [Parameter("f0", Description = InitialLawChoice.Words)]
    public string F0 { get; set; } = "normal(0.5,0.4)";

    [Parameter("t", Min = 0, Max = 12, Description = "steps, even")]
    public int Steps { get; set; } = 10;

    [Parameter("gridmin", Min = -1e6, Max = 1e6, Description = "first point of the grid of mode and peaks")]
    public double GridMin { get; set; } = -2.5;

    [Parameter("gridmax", Min = -1e6, Max = 1e6, Description = "last point of that grid")]
    public double GridMax { get; set; } = 3.5;

    [Parameter("gridn", Min = 3, Max = 20_001, Description = "points of that grid")]
    public int GridPoints { get; set; } = 1201;

    public override void Validate()
    {
        StepRules.Invertible("delta", Delta);
        StepRules.Continuous("f0", F0);
        StepRules.RequireEven("t", Steps);
        if (!(GridMin < GridMax))
            throw new ParameterException("gridmax", $"is {GridMax:R}; it must be above gridmin = {GridMin:R}.");
    }

    public override Outputs Evaluate()
    {
        var (step, start) = (StepLawChoice.Parse("delta", Delta), InitialLawChoice.Parse("f0", F0));
        var law = new CurvatureLaw(step, start, Steps);
        var grid = SampledDensity.Of(law.Density, GridMin, GridMax, GridPoints);
        var pushed = new CurvatureTransferOperator(step, TransferGrid.Covering(step, start, Steps, Cells));
        return new Outputs
        {
            { "median", law.Median },
            { "mode", grid.Mode },
            { "peaks", grid.Peaks },
            { "q05", law.Quantile(0.05) },
            { "q95", law.Quantile(0.95) },
            { "mean", pushed.Evolve(start, Steps).Mean },
        };
    }
}
