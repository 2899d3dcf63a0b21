using System.CommandLine;
using System.CommandLine.Parsing;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Configuration;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Isolation;
using Dlnx.Verify.Parameters;
using Dlnx.Verify.Running;
using Dlnx.Verify.Sharding;
using Dlnx.Verify.Sweeps;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>The words that say what a run does, and the <see cref="RunOptions"/> that they mean.</summary>
internal static class RunArguments
{
    private const string TargetParameter = "targetFile";

    private static readonly Argument<string[]> Claims = SharedOptions.Claims();
    private static readonly Option<string[]> Settings = SharedOptions.Settings();

    private static readonly Option<string[]> Sweep = SharedOptions.Sweep();

    private static readonly Option<Tier> Tier = SharedOptions.Tier("The most expensive tier to run");

    private static readonly Option<ulong> Seed = new Option<ulong>("--seed")
    {
        Description = "The seed of all random draws; same seed, same results.",
        DefaultValueFactory = _ => RunOptions.DefaultSeed,
    }.Read();

    private static readonly Option<int> Cases = AtLeastOne("--cases", "Cases per property.", RunOptions.DefaultCases);

    private static readonly Option<int> Workers = AtLeastOne(
        "--workers",
        "Checks that run at the same time.",
        Environment.ProcessorCount
    );

    private static readonly Option<double?> Timeout = new Option<double?>("--timeout")
    {
        Description =
            "The budget of every check: one that takes longer is stopped and broken. By default 60, 600 and 43200 seconds "
            + "in the fast, standard and full tier.",
        HelpName = "seconds",
    }.Read();

    private static readonly Option<bool> Isolate = new("--isolate")
    {
        Description =
            "Runs checks in processes of their own, so that one that runs away or crashes is ended and breaks only itself.",
    };

    private static readonly Option<string?> Memory = new("--memory")
    {
        Description = "With --isolate: the managed memory that one of --workers processes may take, such as 2GiB.",
        HelpName = "size",
    };

    private static readonly Option<bool> FailFast = new("--fail-fast")
    {
        Description = "Starts no further check after the first broken one.",
    };

    private static readonly Option<string?> Part = new("--shard")
    {
        Description = "Runs one part of several, such as 2/5; 'env' takes it from the variables of a job array.",
        HelpName = "m/n",
    };

    private static readonly Option<string?> Costs = SharedOptions.Costs();

    private static readonly Option<string?> Cache = new("--cache")
    {
        Description =
            "Keeps long trainings in this folder and takes them from there in later runs of the same version.",
        HelpName = "folder",
    };

    private static readonly Option<string> Target = new("--target")
    {
        Description = "A target matrix of your own (CSV or .npy): runs the claims that can be tried on it.",
        HelpName = "file",
    };

    private static readonly Option<string?> Data = SharedOptions.Data(
        $"A folder with data sets; otherwise that of {DataRoots.Variable}, then the cache of `data get`."
    );

    private static readonly Option[] Options =
    [
        Tier,
        Settings,
        Sweep,
        Target,
        Seed,
        Cases,
        Workers,
        Costs,
        Cache,
        FailFast,
        Timeout,
        Isolate,
        Memory,
        Data,
        .. EngineArguments.Options,
        KernelArguments.Kernel,
    ];

    /// <summary>Gives a command the words of a run.</summary>
    public static void AddTo(Command command)
    {
        AddSubmittedTo(command);
        command.Add(Part);
    }

    /// <summary>Gives a command the words of a run that others will make in parts.</summary>
    public static void AddSubmittedTo(Command command)
    {
        command.Add(Claims);
        foreach (var option in Options)
            command.Add(option);
    }

    /// <summary>The words of a run that were given, in an order of their own, for giving them to another process.</summary>
    public static IReadOnlyList<string> WordsOf(ParseResult parsed) =>
        [
            .. parsed.GetValue(Claims) ?? [],
            .. Options.Concat(SharedOptions.OfEveryCommand).SelectMany(option => WordsOf(parsed.GetResult(option))),
        ];

    private static IEnumerable<string> WordsOf(OptionResult? result) =>
        result switch
        {
            null or { Implicit: true } => [],
            { Tokens.Count: 0 } => [result.Option.Name],
            _ => result.Tokens.SelectMany(token => new[] { result.Option.Name, token.Value }),
        };

    /// <summary>
    /// What the words of a run mean, with the configuration for what they do not say; all but its engine and kernel, which
    /// <see cref="EngineArguments"/> opens and <see cref="KernelArguments"/> puts in force.
    /// </summary>
    /// <exception cref="ProblemException">A word cannot be understood, or a file that it names cannot be read.</exception>
    public static RunOptions Of(ParseResult parsed, ClaimCatalog claims, Configured configured)
    {
        var profile = configured.Profile;
        var settings = parsed.GetValue(Settings) ?? [];
        var selection = configured.Claims(Claims);
        if (parsed.GetValue(Target) is { } target)
        {
            settings = [.. settings, $"{TargetParameter}={target}"];
            if (parsed.GetValue(Claims) is not { Length: > 0 })
                selection = [.. claims.WithParameter(TargetParameter).Select(claim => claim.Id)];
        }
        return new RunOptions
        {
            Selection = selection,
            Tier = configured.Value(Tier, profile.Tier),
            Seed = configured.Value(Seed, profile.Seed),
            Cases = configured.Value(Cases, profile.Cases),
            Workers = configured.Value(Workers, profile.Workers),
            Settings = SettingsOf(ParameterBinder.Split(settings), NotSwept(parsed, profile), claims, selection),
            Shard = parsed.GetValue(Part) is { } part ? Shard.Parse(part, Environment.GetEnvironmentVariable) : null,
            Costs = SharedOptions.CostsOf(configured.Value(Costs, profile.Costs)),
            CacheFolder = configured.Value(Cache, profile.Cache),
            FailFast = parsed.GetValue(FailFast),
            Budgets = parsed.GetValue(Timeout) is { } seconds
                ? CheckBudgets.OfEveryCheck(CheckBudgets.FromSeconds(Timeout.Name, seconds))
                : profile.Budgets ?? CheckBudgets.Default,
            Isolation = IsolationOf(parsed, configured),
            Data = configured.Data(Data),
        };
    }

    /// <summary>The points at which to run; null for a single run.</summary>
    /// <exception cref="ProblemException">A word is no grid.</exception>
    public static SweepGrid? SweepOf(ParseResult parsed) =>
        parsed.GetValue(Sweep) is { Length: > 0 } texts ? SweepGrid.Parse(texts) : null;

    private static IEnumerable<KeyValuePair<string, string>> NotSwept(ParseResult parsed, Profile profile)
    {
        var swept = (parsed.GetValue(Sweep) ?? []).Select(text => SweepAxis.Parse(text).Parameter).ToHashSet();
        return profile.Set.Where(setting => !swept.Contains(setting.Key));
    }

    private static WorkerProgram? IsolationOf(ParseResult parsed, Configured configured)
    {
        var memory = parsed.GetValue(Memory);
        if (configured.Value(Isolate, configured.Profile.Isolate))
            return WorkerCommand.ProgramOf(configured) with
            {
                Memory = memory is null ? configured.Profile.Memory : MemorySize.Parse(Memory.Name, memory),
            };
        return memory is null
            ? null
            : throw new ProblemException("--memory limits the processes of --isolate; give both.", ExitCode.Usage);
    }

    // A configured parameter is meant for those claims that have it: it need not concern the ones chosen now. One that no
    // claim has stays, and is refused like a mistyped one of the command line.
    private static SortedDictionary<string, string> SettingsOf(
        IReadOnlyDictionary<string, string> named,
        IEnumerable<KeyValuePair<string, string>> configured,
        ClaimCatalog claims,
        IReadOnlyCollection<string> selection
    )
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var chosen = claims.Select(selection);
        foreach (var (name, value) in configured)
        {
            var owners = claims.WithParameter(name).ToList();
            if (owners.Count == 0 || owners.Any(chosen.Contains))
                settings[name] = value;
        }
        foreach (var (name, value) in named)
            settings[name] = value;
        return settings;
    }

    private static Option<int> AtLeastOne(string name, string description, int fallback) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback }.Read(least: 1);
}
