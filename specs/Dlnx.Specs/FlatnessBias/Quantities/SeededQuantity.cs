using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

/// <summary>Base of the quantities that train a network from several seeds.</summary>
public abstract class SeededQuantity : Quantity
{
    [Parameter(Min = 0, Description = "seeds of the initial parameters")]
    public int[] Seeds { get; set; } = [1, 2, 3, 4, 5];

    /// <summary>The runs of a plan.</summary>
    protected SeedRuns Train(TrainingSetting setting, TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var runs = Seeds
            .AsParallel()
            .AsOrdered()
            .Select(seed => setting.Train(plan, seed, _ => { }, CancellationToken.None));
        return new([.. runs]);
    }

    /// <summary>The runs of a plan on setting S2.</summary>
    protected SeedRuns Train(TrainingPlan plan) => Train(TrainingSetting.Generalisation, plan);
}
