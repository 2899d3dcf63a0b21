using System.Text.Json;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Isolation;
using Dlnx.Verify.Json;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Configuration;

/// <summary>A key that may stand at the top level of a configuration and in each of its profiles.</summary>
/// <param name="Name">The key.</param>
/// <param name="Read">Reads its value; what it gives puts the value into a profile.</param>
internal sealed record ConfigurationKey(string Name, ConfigurationKey.Reader Read)
{
    /// <summary>Reads the value of a key.</summary>
    public delegate Func<Profile, Profile> Reader(ref JsonSource json);

    private delegate T ValueReader<T>(ref JsonSource json, string name);

    /// <summary>Every key.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Key("tier", Tier, (profile, tier) => profile with { Tier = tier }),
        Key("seed", (ref json, name) => json.Unsigned(name), (profile, seed) => profile with { Seed = seed }),
        Key("cases", (ref json, name) => json.Count(name), (profile, cases) => profile with { Cases = cases }),
        Key("workers", (ref json, name) => json.Count(name), (profile, workers) => profile with { Workers = workers }),
        Key("claims", Texts, (profile, claims) => profile with { Claims = claims }),
        Key("set", Parameters, (profile, set) => profile with { Set = Merged(profile.Set, set) }),
        Key("specs", Locations, (profile, specs) => profile with { Specs = specs }),
        Key("golden", Location, (profile, golden) => profile with { Golden = golden }),
        Key("data", Location, (profile, data) => profile with { Data = data }),
        Key("cache", Location, (profile, cache) => profile with { Cache = cache }),
        Key("costs", Location, (profile, costs) => profile with { Costs = costs }),
        Key("engine", Engine, (profile, engine) => profile with { Engine = engine }),
        Key("enginePath", Location, (profile, folder) => profile with { EnginePath = folder }),
        Key("engineSet", Parameters, (profile, set) => profile with { EngineSet = Merged(profile.EngineSet, set) }),
        Key("kernel", Kernel, (profile, kernel) => profile with { Kernel = kernel }),
        Key("isolate", (ref json, name) => json.Flag(name), (profile, isolate) => profile with { Isolate = isolate }),
        Key("memory", Memory, (profile, bytes) => profile with { Memory = bytes }),
        Key(
            "budgets",
            Budgets,
            (profile, budgets) => profile with { Budgets = budgets(profile.Budgets ?? CheckBudgets.Default) }
        ),
        Key("out", Location, (profile, folder) => profile with { Out = folder }),
        Key("marginFactor", Factor, (profile, factor) => profile with { MarginFactor = factor }),
        Key("timeFactor", Factor, (profile, factor) => profile with { TimeFactor = factor }),
    ];

    private static ConfigurationKey Key<T>(string name, ValueReader<T> read, Func<Profile, T, Profile> put) =>
        new(
            name,
            (ref json) =>
            {
                var value = read(ref json, name);
                return profile => put(profile, value);
            }
        );

    private static Tier Tier(ref JsonSource json, string name)
    {
        var words = Enum.GetValues<Tier>().ToDictionary(tier => tier.ToString().ToLowerInvariant());
        return words[OneOf(ref json, name, words.Keys)];
    }

    private static string Engine(ref JsonSource json, string name) => OneOf(ref json, name, RunEngine.Names);

    private static string Kernel(ref JsonSource json, string name) => OneOf(ref json, name, RunKernel.Names);

    private static string OneOf(ref JsonSource json, string name, IReadOnlyCollection<string> words)
    {
        var word = json.Text(name);
        return words.Contains(word)
            ? word
            : throw json.Problem(
                $"\"{name}\" is \"{word}\"; expected {string.Join(", ", words)}.{Suggestions.DidYouMean(word, words)}"
            );
    }

    private static long Memory(ref JsonSource json, string name)
    {
        var text = json.Text(name);
        try
        {
            return MemorySize.Parse($"\"{name}\"", text);
        }
        catch (ProblemException e)
        {
            throw json.Problem(e.Message);
        }
    }

    private static Func<CheckBudgets, CheckBudgets> Budgets(ref JsonSource json, string name)
    {
        json.Expect(JsonTokenType.StartObject, $"an object for \"{name}\"");
        Func<CheckBudgets, CheckBudgets> put = budgets => budgets;
        while (json.NextProperty() is { } tier)
        {
            if (tier is not ("fast" or "standard" or "full"))
                throw json.Problem($"unknown tier \"{tier}\" in \"{name}\"; expected fast, standard, full");
            var (before, time) = (put, Seconds(ref json, tier));
            put = budgets => WithBudget(before(budgets), tier, time);
        }
        return put;
    }

    private static CheckBudgets WithBudget(CheckBudgets budgets, string tier, TimeSpan time) =>
        tier switch
        {
            "fast" => budgets with { Fast = time },
            "standard" => budgets with { Standard = time },
            _ => budgets with { Full = time },
        };

    private static TimeSpan Seconds(ref JsonSource json, string tier) =>
        TimeSpan.FromSeconds(json.NumberAbove(tier, 0, CheckBudgets.Longest.TotalSeconds));

    private static double Factor(ref JsonSource json, string name) => json.NumberAbove(name, 1);

    private static string Location(ref JsonSource json, string name) => json.Location(name, json.Text(name));

    private static List<string> Texts(ref JsonSource json, string name)
    {
        json.Expect(JsonTokenType.StartArray, $"a list of texts for \"{name}\"");
        var texts = new List<string>();
        while (json.NextText(name) is { } text)
            texts.Add(text);
        return texts;
    }

    private static List<string> Locations(ref JsonSource json, string name)
    {
        json.Expect(JsonTokenType.StartArray, $"a list of paths for \"{name}\"");
        var paths = new List<string>();
        while (json.NextText(name) is { } path)
            paths.Add(json.Location(name, path));
        return paths;
    }

    private static SortedDictionary<string, string> Parameters(ref JsonSource json, string name)
    {
        json.Expect(JsonTokenType.StartObject, $"an object for \"{name}\"");
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (json.NextProperty() is { } parameter)
            parameters.Add(parameter, json.Word(parameter));
        return parameters;
    }

    private static SortedDictionary<string, string> Merged(
        IReadOnlyDictionary<string, string> below,
        SortedDictionary<string, string> above
    )
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in below.Concat(above))
            merged[name] = value;
        return merged;
    }
}
