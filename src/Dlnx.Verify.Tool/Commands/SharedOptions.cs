using System.CommandLine;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Dlnx.Verify.Sharding;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    /// <summary>The folder of results and report when nothing else is said.</summary>
    public const string DefaultOut = "dlnx-report";

    public static Option<bool> NoColor { get; } =
        new("--no-color")
        {
            Description = "Plain text; also with the environment variable NO_COLOR.",
            Recursive = true,
        };

    public static Option<string[]> Specs { get; } =
        new("--specs")
        {
            Description = "A spec assembly of your own (.dll) to load besides the papers' claims; repeatable.",
            HelpName = "assembly",
            Recursive = true,
            AllowMultipleArgumentsPerToken = false,
        };

    public static Option<string> Golden { get; } =
        new("--golden")
        {
            Description = "Folder of accepted numbers; what it lacks comes from the tool's own.",
            HelpName = "folder",
            Recursive = true,
            DefaultValueFactory = _ => "golden",
        };

    /// <summary>The options that every command has.</summary>
    public static IReadOnlyList<Option> OfEveryCommand { get; } =
    [NoColor, Specs, Golden, Configured.FileOption, Configured.ProfileOption];

    public static Option<string[]> Settings() =>
        new("--set")
        {
            Description = "Changes a parameter, for example --set depth=5; repeatable.",
            HelpName = "name=value",
            AllowMultipleArgumentsPerToken = false,
        };

    public static Option<string[]> Sweep() =>
        new("--sweep")
        {
            Description =
                "Gives a parameter many values: eta=0.01:0.04:200, eta=log:1e-4:1e-1:50 or depth=2,3,5; repeatable.",
            HelpName = "name=values",
            AllowMultipleArgumentsPerToken = false,
        };

    public static Option<Tier> Tier(string description)
    {
        string[] words = [.. Enum.GetNames<Tier>().Select(name => name.ToLowerInvariant())];
        return Choice("--tier", description, words, Enum.GetValues<Tier>(), Verify.Claims.Tier.Standard);
    }

    /// <summary>An option that takes one of a few words, each for a value.</summary>
    public static Option<T> Choice<T>(
        string name,
        string description,
        IReadOnlyList<string> words,
        IReadOnlyList<T> values,
        T ordinary
    )
    {
        var all = string.Join(", ", words);
        var option = new Option<T>(name)
        {
            Description = $"{description}: {all}.",
            HelpName = name.TrimStart('-'),
            DefaultValueFactory = _ => ordinary,
            CustomParser = argument =>
            {
                var word = argument.Tokens[0].Value;
                foreach (var (at, known) in words.Index())
                {
                    if (word == known)
                        return values[at];
                }
                argument.AddError($"{name} is '{word}'; expected {all}.{Suggestions.DidYouMean(word, words)}");
                return ordinary;
            },
        };
        option.CompletionSources.Add(_ =>
            words.Select(word => new System.CommandLine.Completions.CompletionItem(word))
        );
        return option;
    }

    public static Option<string> Out(string description) =>
        new("--out")
        {
            Description = description,
            HelpName = "folder",
            DefaultValueFactory = _ => DefaultOut,
        };

    public static Option<string?> Data(string description) =>
        new("--data") { Description = description, HelpName = "folder" };

    public static Option<string?> Costs() =>
        new("--costs")
        {
            Description = "A results.json whose times say how long checks take; by default their tier says it.",
            HelpName = "file",
        };

    /// <summary>What a value of <see cref="Costs"/> means.</summary>
    public static CheckCosts CostsOf(string? file) =>
        file is null ? CheckCosts.Declared : CheckCosts.Measured(ResultsFile.Read(file));

    public static Option<bool> Open() => new("--open") { Description = "Opens the report in the browser." };

    public static Option<bool> Json() => new("--json") { Description = "Prints JSON instead of text." };

    public static Argument<string[]> Claims() =>
        new("claims")
        {
            Description = "Ids or globs, for example B/thm-1 or 'B/fig-*'; all claims when none is given.",
            Arity = ArgumentArity.ZeroOrMore,
        };
}
