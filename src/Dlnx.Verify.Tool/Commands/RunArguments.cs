using System.CommandLine;
using Dlnx.Verify.Claims;
using Dlnx.Verify.DataSets;
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

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The seed of all random draws; same seed, same results.",
        DefaultValueFactory = _ => RunOptions.DefaultSeed,
    };

    private static readonly Option<int> Cases = AtLeastOne("--cases", "Cases per property.", RunOptions.DefaultCases);

    private static readonly Option<int> Workers = AtLeastOne(
        "--workers",
        "Checks that run at the same time.",
        Environment.ProcessorCount
    );

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

    private static readonly Option<string> Engine = SharedOptions.Engine();

    /// <summary>Gives a command the words of a run.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Claims);
        foreach (
            var option in (Option[])
                [Tier, Settings, Sweep, Target, Seed, Cases, Workers, Part, Costs, Cache, FailFast, Data, Engine]
        )
            command.Add(option);
    }

    /// <summary>What the words of a run mean.</summary>
    /// <exception cref="ProblemException">A word cannot be understood, or a file that it names cannot be read.</exception>
    public static RunOptions Of(ParseResult parsed, ClaimCatalog claims)
    {
        var settings = parsed.GetValue(Settings) ?? [];
        var selection = parsed.GetValue(Claims) ?? [];
        if (parsed.GetValue(Target) is { } target)
        {
            settings = [.. settings, $"{TargetParameter}={target}"];
            if (selection.Length == 0)
                selection = [.. claims.WithParameter(TargetParameter).Select(claim => claim.Id)];
        }
        return new RunOptions
        {
            Selection = selection,
            Tier = parsed.GetValue(Tier),
            Seed = parsed.GetValue(Seed),
            Cases = parsed.GetValue(Cases),
            Workers = parsed.GetValue(Workers),
            Settings = ParameterBinder.Split(settings),
            Shard = parsed.GetValue(Part) is { } part ? Shard.Parse(part, Environment.GetEnvironmentVariable) : null,
            Costs = SharedOptions.CostsOf(parsed.GetValue(Costs)),
            CacheFolder = parsed.GetValue(Cache),
            FailFast = parsed.GetValue(FailFast),
            Data = DataRoots.Of(parsed.GetValue(Data)),
            Engine = parsed.GetValue(Engine)!,
        };
    }

    /// <summary>The points at which to run; null for a single run.</summary>
    /// <exception cref="ProblemException">A word is no grid.</exception>
    public static SweepGrid? SweepOf(ParseResult parsed) =>
        parsed.GetValue(Sweep) is { Length: > 0 } texts ? SweepGrid.Parse(texts) : null;

    private static Option<int> AtLeastOne(string name, string description, int fallback)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value < 1)
                result.AddError($"{name} is {value}; it must be at least 1.");
        });
        return option;
    }
}
