using Dlnx.Networks;
using Dlnx.Specs.DataSets;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>
/// Base of the claims about bursts of one network (setting S1 of the claims catalogue). All of them read the same recordings,
/// which a run makes once for each seed. Trends are asserted in the setting for which their margins were found; elsewhere
/// they are measured, and the check then ends as skipped.
/// </summary>
public abstract class BurstSpec : ClaimSpec
{
    /// <summary>Equal numbers count as equal up to this.</summary>
    protected const double Rounding = 1e-12;

    private static readonly BurstPlan Reference = new();
    private static readonly int[] ReferenceSeeds = [1, 2, 3, 4, 5];

    // Two of the next ten seeds fit the data before they burst, and some trends hold for fewer of the others.
    private const int LastReferenceSeed = 10;

    private string data = "";
    private bool isReference;
    private bool isAsserted;

    [Parameter(Min = 0, Description = "seeds of the initial parameters")]
    public int[] Seeds { get; set; } = ReferenceSeeds;

    [Parameter("eta", Min = 0.02, Max = 0.1, Description = "learning rate η")]
    public double LearningRate { get; set; } = Reference.LearningRate;

    [Parameter("nrec", Min = 60, Max = 400, Description = "iterates that are recorded")]
    public int RecordCount { get; set; } = Reference.Records;

    [Parameter("m", Min = 8, Max = 60, Description = "Lanczos steps of a measurement")]
    public int LanczosSteps { get; set; } = Reference.LanczosSteps;

    /// <summary>How bursts are recorded.</summary>
    protected BurstPlan Plan =>
        Reference with
        {
            LearningRate = LearningRate,
            Records = RecordCount,
            LanczosSteps = LanczosSteps,
        };

    /// <summary>Whether the claim's own parameters are those for which its margins were found.</summary>
    protected virtual bool HasReferenceParameters => true;

    private bool HasReferenceSeeds =>
        Seeds.All(ReferenceSeeds.Contains)
        || (ReferenceSeeds.All(Seeds.Contains) && Seeds.All(seed => seed is >= 1 and <= LastReferenceSeed));

    /// <inheritdoc/>
    public override void Validate()
    {
        if (Seeds.Distinct().Count() != Seeds.Length)
            throw new ParameterException("seeds", $"is {string.Join(",", Seeds)}; give each seed once.");
    }

    /// <summary>Runs the body of a check on the surrogate.</summary>
    protected void OnTextures(Action<IReadOnlyList<SeedBurst>> assess)
    {
        OnSurrogate("S1");
        Assess(BurstSetting.Surrogate(Plan), Plan == Reference && HasReferenceSeeds && HasReferenceParameters, assess);
    }

    /// <summary>Runs the bodies of checks on the paper's data, with the paper's learning rate.</summary>
    protected void OnFashionMnist(params Action<IReadOnlyList<SeedBurst>>[] assess)
    {
        var folder = RequireData(KnownDataSets.FashionMnist);
        Assess(
            BurstSetting.FashionMnist(folder, Plan),
            HasReferenceParameters,
            bursts => Array.ForEach(assess, body => body(bursts))
        );
    }

    /// <summary>Asserts a statement for all seeds but every fifth, rounded up.</summary>
    /// <param name="name">the statement</param>
    /// <param name="margins">the signed distance by which it holds for each seed</param>
    protected Trend ForMostSeeds(string name, IEnumerable<double> margins) =>
        Trend(name, [.. margins], isReference ? Seeds.Length - ((Seeds.Length + 4) / 5) : 0);

    /// <summary>Asserts a statement for every seed.</summary>
    /// <param name="name">the statement</param>
    /// <param name="margins">the signed distance by which it holds for each seed</param>
    protected Trend ForAllSeeds(string name, IEnumerable<double> margins) =>
        Trend(name, [.. margins], isReference ? Seeds.Length : 0);

    /// <summary>Asserts a statement about all seeds together; it says nothing about fewer than the five of the catalogue.</summary>
    /// <param name="name">the statement</param>
    /// <param name="margin">the signed distance by which it holds</param>
    protected Trend Together(string name, double margin) =>
        Trend(name, [margin], isReference && ReferenceSeeds.All(Seeds.Contains) ? 1 : 0);

    /// <summary>Holds a number of a seed against the accepted one.</summary>
    protected void Accepted(string name, double value, double within)
    {
        if (isReference && data.StartsWith("surrogate", StringComparison.Ordinal))
            Evidence.Golden(name, value, Absolute(within));
    }

    /// <summary>A figure that names its data.</summary>
    protected Figure Draw(string title, Axis x, Axis y) => Figure($"{title} ({data})", x, y);

    private Trend Trend(string name, double[] margins, int required)
    {
        isAsserted &= required > 0;
        return Evidence.Trend(name, margins, required);
    }

    private void Assess(BurstSetting setting, bool assert, Action<IReadOnlyList<SeedBurst>> assess)
    {
        (data, isReference, isAsserted) = (setting.Data, assert, true);
        assess(Bursts(setting));
        if (!isAsserted)
            Skip(
                "Measured, not asserted: the margins belong to η = 0.04, 150 records, m = 12 and the claim's other defaults; "
                    + "counts to two or more of the seeds 1 to 5, or these and some up to 10; means to all of the seeds 1 to 5."
            );
    }

    private IReadOnlyList<SeedBurst> Bursts(BurstSetting setting)
    {
        var recordings = Shared(
            Seeds,
            setting.Key,
            seed => setting.Record(seed, Report, Cancellation),
            new BurstRecordingFormat()
        );
        return [.. Seeds.Zip(recordings, (seed, recording) => Burst(setting, seed, recording))];
    }

    private static SeedBurst Burst(BurstSetting setting, int seed, BurstRecording recording)
    {
        var run = $"The run of seed {seed} with η = {setting.Plan.LearningRate} on {setting.Data}";
        if (recording.Outcome == BurstOutcome.Diverged)
            Skip($"{run} diverges after {recording.Records.Count} records; lower eta.");
        if (recording.Episode is null)
            Skip(
                $"{run} fits the data, or its recording ends, before λ₁ exceeds 2/η; give other seeds, or a larger eta or nrec."
            );
        return new(seed, setting, recording, recording.Episode!);
    }
}
