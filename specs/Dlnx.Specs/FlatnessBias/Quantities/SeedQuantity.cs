using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

/// <summary>Base of the quantities of one recorded burst on the surrogate S1.</summary>
public abstract class SeedQuantity : Quantity
{
    [Parameter(Min = 0, Description = "seed of the initial parameters")]
    public int Seed { get; set; } = 1;

    /// <summary>How the burst is recorded.</summary>
    protected virtual BurstPlan Plan => new();

    public override Outputs Evaluate()
    {
        var setting = BurstSetting.Surrogate(Plan);
        var recording = setting.Record(Seed, _ => { }, CancellationToken.None);
        return Evaluate(recording.Episode is { } episode ? new(Seed, setting, recording, episode) : null);
    }

    /// <summary>Computes the outputs.</summary>
    /// <param name="burst">null where λ₁ never exceeds the limit: all outputs are undefined</param>
    protected abstract Outputs Evaluate(SeedBurst? burst);

    /// <summary>An output of a burst.</summary>
    protected static double? Of(SeedBurst? burst, Func<SeedBurst, double> value) =>
        burst is null ? null : Defined.OrNull(value(burst));
}
