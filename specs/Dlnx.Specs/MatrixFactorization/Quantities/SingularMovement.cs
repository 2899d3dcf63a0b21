using Dlnx.Networks;
using Dlnx.Specs.MatrixFactorization.Training;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/singular-movement",
    "Movement of top singular values over that of the rest, by layer",
    Source = "B/fig-19"
)]
public sealed class SingularMovement : Quantity
{
    [Parameter(Description = "the images")]
    public ImageChoice Data { get; set; }

    [Parameter(Min = 0, Description = "of the start")]
    public int Seed { get; set; } = 1;

    [Parameter(Min = 16, Max = 256, Description = "of the hidden layers")]
    public int Width { get; set; } = 128;

    [Parameter(Above = 0, Max = 0.6, Description = "η")]
    public double Eta { get; set; } = 0.3;

    public override Outputs Evaluate()
    {
        var (run, traces) = LayerRecord.Of(new LayerFit(TrainingImages.Of(Data), Seed, Width, Eta));
        return new Outputs
        {
            { "r", run.Outcome == TrainingOutcome.Diverged ? null : traces.Concentration().Select(Defined.OrNull) },
        };
    }
}
