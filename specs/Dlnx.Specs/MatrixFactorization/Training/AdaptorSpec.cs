using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>Base of the claims about fine-tuning with low-rank adaptors.</summary>
public abstract class AdaptorSpec : TrainedNetworkSpec
{
    [Parameter(Above = 0, Max = 0.4, Description = "η of the chosen network run")]
    public double Eta { get; set; } = 0.1;

    [Parameter(Above = 0, Max = 1, Description = "α: adaptors start uniform on (−α, α)")]
    public double Alpha { get; set; } = 1e-3;

    [Parameter("steps", Min = 20, Max = 10_000, Description = "steps of fine-tuning the network")]
    public int TuningSteps { get; set; } = 400;

    [Parameter(Min = 2, Max = 2000, Description = "training pairs of the network")]
    public int Pairs { get; set; } = 128;

    /// <summary>The trained network with its test pairs.</summary>
    protected AdaptorTask Adaptors() => Shared("adaptor task", _ => new AdaptorTask(PreTrained().Parameters));

    /// <summary>The run that trained the network.</summary>
    protected TrainingRun PreTrained() =>
        Shared(
            "adaptor pre-training",
            key => AdaptorTask.PreTrain(Progress(key), Cancellation),
            new TrainingRunFormat()
        );

    /// <summary>A plan at the chosen setting.</summary>
    protected AdaptorPlan Plan(int rank, int seed, double eta) => new(rank, seed, eta, Alpha, TuningSteps, Pairs);

    /// <summary>The runs of several plans.</summary>
    protected IReadOnlyList<TrainingRun> Tune(IEnumerable<AdaptorPlan> plans)
    {
        OnSurrogate(AdaptorTask.PreTrainingSet.Name);
        var task = Adaptors();
        return Shared(
            plans,
            plan => plan.ToString(),
            plan => task.Tune(plan, null, Progress(plan.ToString()), Cancellation),
            new TrainingRunFormat()
        );
    }

    /// <summary>The largest rise of the loss above its minimum of the ten steps before.</summary>
    protected static double Jump(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Losses.Length > AdaptorPlan.JumpWindow
            ? TimeSeries.LargestRise(run.Losses, AdaptorPlan.JumpWindow)
            : double.NaN;
    }

    /// <summary>Skips a check whose margins were measured at another setting of the network.</summary>
    protected void RequireReferenceNetwork()
    {
        RequireReference("alpha", Alpha, 1e-3);
        RequireReference("steps", TuningSteps, 400);
        RequireReference("pairs", Pairs, 128);
    }
}
