using Dlnx.Landscapes;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/depth4", "Where both coordinates of (x^L − a)² + (y^L − b)² end", Source = "B/fig-10")]
public sealed class DepthFourPair : Quantity
{
    [Parameter("eta", Above = 0, Below = 0.1, Description = "learning rate η (loss without ½)")]
    public double LearningRate { get; set; } = 0.07;

    [Parameter(Above = 0, Max = 10, Description = "target of x^L")]
    public double A { get; set; } = 0.8;

    [Parameter(Above = 0, Max = 10, Description = "target of y^L")]
    public double B { get; set; } = 1;

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter(Description = "x at the start")]
    public double X0 { get; set; } = 0.9;

    [Parameter(Description = "y at the start")]
    public double Y0 { get; set; } = 1.05;

    [Parameter("T", Min = PowerPairRun.Kept, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20_000;

    public override Outputs Evaluate()
    {
        var landscape = new PowerPair(Depth, A, B);
        var run = PowerPairRun.Of(landscape, new(X0, Y0), LearningRate, Steps);
        return new Outputs
        {
            { "periodX", run.PeriodX },
            { "periodY", run.PeriodY },
            { "minX", Defined.OrNull(run.X.Min()) },
            { "maxX", Defined.OrNull(run.X.Max()) },
            { "minY", Defined.OrNull(run.Y.Min()) },
            { "maxY", Defined.OrNull(run.Y.Max()) },
            { "lambdaX", landscape.CurvatureX },
            { "lambdaY", landscape.CurvatureY },
            { "kX", LearningRate * landscape.CurvatureX },
            { "kY", LearningRate * landscape.CurvatureY },
        };
    }
}
