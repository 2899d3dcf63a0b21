using System.Reflection;
using System.Runtime.Loader;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Journal;

/// <summary>What a journal belongs to: only a run of the same code with the same options can continue it.</summary>
/// <param name="Schema">The format's name and version.</param>
/// <param name="Code">The modules that compute results, each with the identifier that changes with its code.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Tier">The most expensive tier.</param>
/// <param name="Cases">Cases per property.</param>
/// <param name="Selection">Ids and globs; empty for all claims.</param>
/// <param name="Settings">Parameters set by the user.</param>
/// <param name="Shard">The part of a split run, such as 2/5; empty for the whole.</param>
/// <param name="Engine">The engine that trains networks.</param>
/// <param name="Kernel">What computes dense products.</param>
/// <param name="Data">The folder of data sets that a person named; empty when none.</param>
/// <param name="StartedAt">When the run started, in UTC.</param>
public sealed record JournalHeader(
    string Schema,
    IReadOnlyList<string> Code,
    string Seed,
    Tier Tier,
    int Cases,
    IReadOnlyList<string> Selection,
    IReadOnlyDictionary<string, string> Settings,
    string Shard,
    string Engine,
    string Kernel,
    string Data,
    DateTimeOffset StartedAt
)
{
    /// <summary>The format's name and version.</summary>
    public const string CurrentSchema = "dlnx-verify/journal/1";

    /// <summary>The header of a run that starts now.</summary>
    /// <param name="options">What the run does.</param>
    /// <param name="catalog">The claims it takes its selection from.</param>
    public static JournalHeader Of(RunOptions options, ClaimCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(catalog);
        var specs = catalog.Claims.Select(claim => claim.Type.Assembly).Distinct();
        return new JournalHeader(
            CurrentSchema,
            [.. specs.SelectMany(Modules).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            options.Seed.ToString(),
            options.Tier,
            options.Cases,
            options.Selection,
            new SortedDictionary<string, string>(options.Settings.ToDictionary(), StringComparer.Ordinal),
            options.Shard?.ToString() ?? "",
            options.Engine.ToString(),
            options.Kernel.Title,
            options.Data.Named ?? "",
            DateTimeOffset.UtcNow
        );
    }

    /// <summary>Why a run with this header cannot continue a journal with another one; null when it can.</summary>
    /// <param name="journal">The header of the journal.</param>
    public string? DifferenceFrom(JournalHeader journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return Differs("schema", journal.Schema, Schema)
            ?? Differs("seed", journal.Seed, Seed)
            ?? Differs("tier", journal.Tier, Tier)
            ?? Differs("cases", journal.Cases, Cases)
            ?? Differs("selection", Join(journal.Selection), Join(Selection))
            ?? Differs("settings", Join(journal.Settings), Join(Settings))
            ?? Differs("shard", journal.Shard, Shard)
            ?? Differs("engine", journal.Engine, Engine)
            ?? Differs("kernel", journal.Kernel, Kernel)
            ?? Differs("data", journal.Data, Data)
            ?? (journal.Code.SequenceEqual(Code, StringComparer.Ordinal) ? null : "it was written by another build");
    }

    private static string? Differs<T>(string what, T journal, T run) =>
        EqualityComparer<T>.Default.Equals(journal, run)
            ? null
            : $"its {what} is “{journal}”, that of this run “{run}”";

    private static string Join(IEnumerable<string> words) => string.Join(' ', words);

    private static string Join(IReadOnlyDictionary<string, string> settings) =>
        Join(settings.Select(setting => $"{setting.Key}={setting.Value}"));

    // The specs and everything they refer to: a change of the simulation library changes results as well.
    private static IEnumerable<string> Modules(Assembly specs)
    {
        var context = AssemblyLoadContext.GetLoadContext(specs) ?? AssemblyLoadContext.Default;
        return specs.GetReferencedAssemblies().Select(context.LoadFromAssemblyName).Prepend(specs).Select(Identity);
    }

    private static string Identity(Assembly assembly) =>
        $"{assembly.GetName().Name} {assembly.ManifestModule.ModuleVersionId}";
}
