using Dlnx.Verify.Exporters.Html;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>What every exporter reads: the results of one run, or of several put together.</summary>
/// <param name="Results">The results, merged when there were several.</param>
/// <param name="Runs">The runs they came from, in the order given.</param>
/// <param name="Notes">What a reader must know about the merge: different commits, seeds or verdicts.</param>
public sealed record Report(RunResults Results, IReadOnlyList<RunSource> Runs, IReadOnlyList<string> Notes)
{
    /// <summary>The exporters of a full report.</summary>
    public static IReadOnlyList<IExporter> Exporters { get; } =
    [new HtmlExporter(), new FigureExporter(), new JUnitExporter(), new SummaryExporter(), new AnnotationExporter()];

    /// <summary>The claims with something broken.</summary>
    public IEnumerable<ClaimResult> Broken => Results.Claims.Where(claim => claim.Status == Status.Broken);

    /// <summary>How many claims each verdict has, in the order of the vocabulary, without empty ones.</summary>
    public IEnumerable<VerdictCount> Verdicts => VerdictCount.Of(Results.Claims);

    /// <summary>The claims by paper, in the order of the register.</summary>
    public IEnumerable<Paper> Papers =>
        Results
            .Claims.Select(claim => Paper.LetterOf(claim.Id))
            .Concat(Results.Planned.Select(claim => Paper.LetterOf(claim.Id)))
            .Distinct()
            .Select(letter => new Paper(
                letter,
                [.. Results.Claims.Where(claim => Paper.LetterOf(claim.Id) == letter)],
                [.. Results.Planned.Where(claim => Paper.LetterOf(claim.Id) == letter)]
            ));

    /// <summary>The run that a claim's results come from; the first of several.</summary>
    public RunSource RunOf(string claim) => Origins.TryGetValue(claim, out var index) ? Runs[index] : Runs[0];

    /// <summary>The parameters whose value is a grid, when the results sum up a sweep.</summary>
    internal IReadOnlySet<string> Swept { get; init; } = new HashSet<string>();

    internal IReadOnlyDictionary<string, int> Origins { get; init; } = new Dictionary<string, int>();

    /// <summary>Puts the results of runs together.</summary>
    /// <param name="results">At least one.</param>
    public static Report Of(params IReadOnlyList<RunResults> results) => ReportMerge.Of(results);

    /// <summary>Puts the parts of a run together, even if there is only one, and names parts that are missing.</summary>
    /// <param name="parts">At least one.</param>
    public static Report OfWhole(IReadOnlyList<RunResults> parts) => ReportMerge.OfWhole(parts);
}

/// <summary>Where results came from.</summary>
/// <param name="Tool">The tool that made the run.</param>
/// <param name="Machine">The machine it ran on.</param>
/// <param name="Run">What was asked for.</param>
public sealed record RunSource(ToolInfo Tool, MachineInfo Machine, RunInfo Run);
