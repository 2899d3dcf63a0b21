using Dlnx.Numerics;
using Dlnx.Specs.MatrixFactorization.Training;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/adaptor", "Fine-tuning of a small perceptron with low-rank adaptors", Source = "B/fig-20, B/fig-21")]
public sealed class AdaptorTuning : Quantity
{
    [Parameter(Min = 1, Max = 32, Description = "r")]
    public int Rank { get; set; } = 8;

    [Parameter(Min = 0, Description = "of the adaptors' start")]
    public int Seed { get; set; } = 1;

    [Parameter(Above = 0, Max = 0.4, Description = "η")]
    public double Eta { get; set; } = 0.1;

    [Parameter(Min = 20, Max = 10_000, Description = "steps")]
    public int Steps { get; set; } = 400;

    [Parameter(Above = 0, Max = 1, Description = "α: adaptors start uniform on (−α, α)")]
    public double Alpha { get; set; } = 1e-3;

    public override Outputs Evaluate()
    {
        var task = new AdaptorTask(AdaptorTask.PreTrain(null, CancellationToken.None).Parameters);
        var plan = new AdaptorPlan(Rank, Seed, Eta, Alpha, Steps);
        var run = task.Tune(plan);
        var ended = double.IsFinite(run.Loss);
        return new Outputs
        {
            { "loss_start", run.Losses[0] },
            { "loss_end", Defined.OrNull(run.Loss) },
            { "jump", ended ? TimeSeries.LargestRise(run.Losses, AdaptorPlan.JumpWindow) : null },
            { "pearson", ended ? Defined.OrNull(task.TestCorrelation(plan, run)) : null },
        };
    }
}
