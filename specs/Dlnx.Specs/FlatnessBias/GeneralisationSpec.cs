using Dlnx.Networks;
using Dlnx.Verify.Results;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>
/// Base of the claims about learning rate and generalisation (setting S2 of the claims catalogue). They share their runs.
/// Trends are asserted in the setting for which their margins were found; elsewhere they are measured, and the check then
/// ends as skipped.
/// </summary>
public abstract class GeneralisationSpec : ClaimSpec
{
    private bool isReference;
    private bool isAsserted;

    [Parameter(Min = 0, Description = "seeds of the initial parameters")]
    public int[] Seeds { get; set; } = [1, 2, 3, 4, 5];

    /// <summary>The margins of means belong to the seeds 1 to this one.</summary>
    protected virtual int ReferenceSeeds => 5;

    /// <summary>Whether the claim's own parameters are those for which its margins were found.</summary>
    protected virtual bool HasReferenceParameters => true;

    /// <summary>The name of the data set of <see cref="OnGlyphs"/>.</summary>
    protected virtual string SurrogateName => "S2";

    private bool HasReferenceSeeds => Enumerable.Range(1, ReferenceSeeds).All(Seeds.Contains);

    /// <inheritdoc/>
    public override void Validate()
    {
        if (Seeds.Distinct().Count() != Seeds.Length)
            throw new ParameterException("seeds", $"is {string.Join(",", Seeds)}; give each seed once.");
    }

    /// <summary>Runs the body of a check on the surrogate.</summary>
    protected void OnGlyphs(Action body)
    {
        OnSurrogate(SurrogateName);
        Assess(HasReferenceParameters, body);
    }

    /// <summary>Runs the body of a check, whose margins hold or do not.</summary>
    protected void Assess(bool hasReferenceParameters, Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        (isReference, isAsserted) = (hasReferenceParameters, true);
        body();
        if (!isAsserted)
            Skip(
                "Measured, not asserted: the margins belong to the claim's default parameters; means to seeds that "
                    + $"include 1 to {ReferenceSeeds}, counts to two seeds or more."
            );
    }

    /// <summary>The runs of a plan on setting S2.</summary>
    protected SeedRuns Train(TrainingPlan plan) => Train(TrainingSetting.Generalisation, [plan])[0];

    /// <summary>The runs of plans on setting S2, in their order.</summary>
    protected IReadOnlyList<SeedRuns> TrainAll(IEnumerable<TrainingPlan> plans) =>
        Train(TrainingSetting.Generalisation, plans);

    /// <summary>The runs of plans, in their order.</summary>
    protected IReadOnlyList<SeedRuns> Train(TrainingSetting setting, IEnumerable<TrainingPlan> plans)
    {
        var items = from plan in plans from seed in Seeds select (plan, seed);
        var runs = Shared(
            items,
            item => setting.Key(item.plan, item.seed),
            item => setting.Train(item.plan, item.seed, Report, Cancellation),
            new TrainingRunFormat()
        );
        return [.. runs.Chunk(Seeds.Length).Select(chunk => new SeedRuns(chunk))];
    }

    /// <summary>Asserts a statement for all seeds but every fifth, rounded up.</summary>
    /// <param name="name">the statement</param>
    /// <param name="margins">the signed distance by which it holds for each seed</param>
    protected Trend ForMostSeeds(string name, IReadOnlyList<double> margins)
    {
        ArgumentNullException.ThrowIfNull(margins);
        return Trend(name, margins, isReference ? margins.Count - ((margins.Count + 4) / 5) : 0);
    }

    /// <summary>Asserts a statement for every seed.</summary>
    /// <param name="name">the statement</param>
    /// <param name="margins">the signed distance by which it holds for each seed</param>
    protected Trend ForAllSeeds(string name, IReadOnlyList<double> margins)
    {
        ArgumentNullException.ThrowIfNull(margins);
        return Trend(name, margins, isReference ? margins.Count : 0);
    }

    /// <summary>Asserts a statement about means over the seeds.</summary>
    /// <param name="name">the statement</param>
    /// <param name="margins">the signed distance by which it holds, for each pair of means that it compares</param>
    protected Trend OnAverage(string name, params IReadOnlyList<double> margins)
    {
        ArgumentNullException.ThrowIfNull(margins);
        return Trend($"means: {name}", margins, isReference && HasReferenceSeeds ? margins.Count : 0);
    }

    /// <summary>Holds a mean over the seeds against the accepted one.</summary>
    protected void Accepted(string name, double value, Tolerance within)
    {
        if (isReference && HasReferenceSeeds && Seeds.Length == ReferenceSeeds)
            Evidence.Golden(name, value, within);
    }

    private Trend Trend(string name, IReadOnlyList<double> margins, int required)
    {
        isAsserted &= required > 0;
        return Evidence.Trend(name, margins, required);
    }
}
