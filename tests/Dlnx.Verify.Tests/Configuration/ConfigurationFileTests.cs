using System.Text;
using Dlnx.Verify.Configuration;

namespace Dlnx.Verify.Tests.Configuration;

/// <summary>A configuration is read whole, or refused with the place and what was expected there.</summary>
public sealed class ConfigurationFileTests
{
    [Test]
    public void Every_key_is_read()
    {
        using var folder = new TemporaryFolder();
        var profile = Read(folder, ConfigurationSamples.Full).InForce(null);

        Assert.That(
            profile with
            {
                Claims = null,
                Specs = null,
                Set = Profile.Empty.Set,
                EngineSet = Profile.Empty.EngineSet,
            },
            Is.EqualTo(
                new Profile
                {
                    Tier = Tier.Fast,
                    Seed = ulong.MaxValue,
                    Cases = 50,
                    Workers = 3,
                    Golden = folder.PathOf("golden"),
                    Data = folder.PathOf("../data"),
                    Cache = "/tmp/cache",
                    Costs = folder.PathOf("costs.json"),
                    Engine = "managed",
                    EnginePath = folder.PathOf("engines/torch"),
                    Kernel = "managed",
                    Isolate = true,
                    Memory = 3L << 29,
                    Budgets = CheckBudgets.Default with
                    {
                        Fast = TimeSpan.FromSeconds(10),
                        Full = TimeSpan.FromSeconds(3600.5),
                    },
                    Out = folder.PathOf("report"),
                    MarginFactor = 3,
                    TimeFactor = 1.5,
                    Set = Profile.Empty.Set,
                    EngineSet = Profile.Empty.EngineSet,
                }
            )
        );
        Assert.That(profile.Claims, Is.EqualTo(["My/*", "!My/slow"]));
        Assert.That(profile.Specs, Is.EqualTo([folder.PathOf("bin/My.Specs.dll")]));
        Assert.That(Settings(profile), Is.EqualTo(["depth=5", "eta=0.02", "exact=true"]));
        Assert.That(profile.EngineSet, Is.EquivalentTo([KeyValuePair.Create("precision", "mixed")]));
    }

    [Test]
    public void A_profile_wins_over_the_top_level_key_by_key()
    {
        using var folder = new TemporaryFolder();
        var file = Read(
            folder,
            """
            {
              "profiles": { "ci": { "tier": "full", "set": { "b": 3, "c": 4 }, "claims": [] } },
              "tier": "fast", "seed": 5, "set": { "a": 1, "b": 2 }, "claims": ["A/*"]
            }
            """
        );

        var profile = file.InForce("ci");

        Assert.That((profile.Tier, profile.Seed), Is.EqualTo((Tier.Full, 5UL)));
        Assert.That(profile.Claims, Is.Empty);
        Assert.That(Settings(profile), Is.EqualTo(["a=1", "b=3", "c=4"]));
        Assert.That(Settings(file.InForce(null)), Is.EqualTo(["a=1", "b=2"]));
    }

    [Test]
    public void It_becomes_the_options_of_a_run()
    {
        using var folder = new TemporaryFolder();
        var options = Read(folder, ConfigurationSamples.Full).InForce(null).RunOptions();

        Assert.That(options.Selection, Is.EqualTo(["My/*", "!My/slow"]));
        Assert.That(
            (options.Tier, options.Seed, options.Cases, options.Workers),
            Is.EqualTo((Tier.Fast, ulong.MaxValue, 50, 3))
        );
        Assert.That(options.CacheFolder, Is.EqualTo("/tmp/cache"));
        Assert.That(options.Budgets.Fast, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(options.Settings, Is.Empty);
    }

    [Test]
    public void One_that_says_nothing_changes_nothing()
    {
        using var folder = new TemporaryFolder();

        Assert.That(Read(folder, "{}").InForce(null), Is.EqualTo(Profile.Empty));
        var (options, plain) = (Profile.Empty.RunOptions(), new RunOptions());
        Assert.That(options with { Settings = plain.Settings, Data = plain.Data }, Is.EqualTo(plain));
    }

    [Test]
    public void A_byte_order_mark_does_not_count()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf(ConfigurationFile.Name);
        File.WriteAllText(path, """{ "tire": 1 }""", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.That(Refused(path).Message, Does.StartWith($"{path} line 1, column 3: "));
    }

    [TestCase("\"fast\"", "\"fats\"", "\"tier\" is \"fats\"; expected fast, standard, full. Did you mean fast?")]
    [TestCase("\"fast\"", "\"Fast\"", "\"tier\" is \"Fast\"; expected fast, standard, full. Did you mean fast?")]
    [TestCase("\"fast\"", "0", "expected text for \"tier\", found 0.")]
    [TestCase(
        "18446744073709551615",
        "18446744073709551616",
        "expected a whole number from 0 to 18446744073709551615 for \"seed\", found 18446744073709551616."
    )]
    [TestCase("18446744073709551615", "-1", "expected a whole number from 0 to")]
    [TestCase("50", "0", "expected a whole number from 1 to 2147483647 for \"cases\", found 0.")]
    [TestCase("3,", "2.5,", "expected a whole number from 1 to 2147483647 for \"workers\", found 2.5.")]
    [TestCase("3,", "\"3\",", "expected a whole number from 1 to 2147483647 for \"workers\", found \"3\".")]
    [TestCase("[\"My/*\", \"!My/slow\"]", "\"My/*\"", "expected a list of texts for \"claims\", found \"My/*\".")]
    [TestCase("\"!My/slow\"", "null", "expected text in \"claims\", found null.")]
    [TestCase("{ \"depth\"", "[ \"depth\"", "expected an object for \"set\", found a list.")]
    [TestCase("5, \"eta\"", "[5], \"eta\"", "expected text or a number for \"depth\", found a list.")]
    [TestCase("\"depth\": 5", "\"eta\": 5", "\"eta\" stands twice.", "\"eta\"")]
    [TestCase("\"bin/My.Specs.dll\"", "\"\"", "\"specs\" needs a path.")]
    [TestCase("\"report\"", "\"a\\u0000b\"", "\"out\" needs a path.")]
    [TestCase("\"openblas\"", "\"mkl\"", "\"kernel\" is \"mkl\"; expected managed, openblas.")]
    [TestCase("\"managed\"", "\"torsh\"", "\"engine\" is \"torsh\"; expected managed, torch. Did you mean torch?")]
    [TestCase("true,\n", "1,\n", "expected true or false for \"isolate\", found 1.")]
    [TestCase("\"1.5 GiB\"", "\"1.5 GB\"", "\"memory\" is '1.5 GB'; expected a number with MiB or GiB")]
    [TestCase("\"fast\": 10", "\"fats\": 10", "unknown tier \"fats\" in \"budgets\"; expected fast, standard, full.")]
    [TestCase("3600.5", "0", "expected a number larger than 0, at most 2592000, for \"full\", found 0.")]
    [TestCase("3600.5", "2592001", "expected a number larger than 0, at most 2592000, for \"full\", found 2592001.")]
    [TestCase("1.5,\n", "1,\n", "expected a number larger than 1 for \"timeFactor\", found 1.")]
    [TestCase("1.5,", "1e999,", "expected a number larger than 1 for \"timeFactor\", found 1e999.")]
    [TestCase("1.5,", "true,", "expected a number larger than 1 for \"timeFactor\", found true.")]
    [TestCase("\"workers\": 3", "\"wokers\": 3", "unknown key \"wokers\". Did you mean workers?")]
    [TestCase("\"workers\": 3", "\"Workers\": 3", "unknown key \"Workers\". Did you mean workers?")]
    [TestCase("\"workers\": 3", "\"threads\": 3", "unknown key \"threads\". The keys are tier, seed, ")]
    [TestCase("\"workers\": 3", "\"cases\": 3", "\"cases\" stands twice.")]
    [TestCase("\"profiles\"", "\"profile\"", "unknown key \"profile\". Did you mean profiles")]
    [TestCase("\"workers\": 1", "\"profiles\": {}", "unknown key \"profiles\". The keys are tier, seed, ")]
    [TestCase("\"workers\": 1", "\"wokers\": 1", "unknown key \"wokers\". Did you mean workers?")]
    [TestCase("{},\n  }", "7,\n  }", "expected an object for the profile \"quick\", found 7.")]
    [TestCase("\"quick\"", "\"ci\"", "\"ci\" stands twice.")]
    [TestCase("\"dlnx-verify.schema.json\"", "{}", "expected text for \"$schema\", found an object.")]
    [TestCase(
        ": \"fast\"",
        " \"fast\"",
        "this is not valid JSON: '\"' is invalid after a property name. Expected",
        "\"fast\""
    )]
    public void A_wrong_token_is_named_with_its_place(string good, string bad, string message, string? at = null)
    {
        using var folder = new TemporaryFolder();
        var full = ConfigurationSamples.Full;
        var found = full.IndexOf(good, StringComparison.Ordinal);
        var path = folder.Write(ConfigurationFile.Name, full[..found] + bad + full[(found + good.Length)..]);

        var problem = Refused(path);

        var place = at is null ? ConfigurationSamples.PlaceOf(good) : "line ";
        Assert.That(problem.Message, Does.StartWith($"{path} {place}").And.Contain($": {message}"));
        Assert.That(problem.Message, Does.EndWith(" Mend it, or leave it out with: --config none"));
    }

    [TestCase("", "this is not valid JSON: ")]
    [TestCase("[]", "expected an object, found a list.")]
    [TestCase("{} {}", "text after the end.")]
    [TestCase("{ \"tier\": \"fa\\ud800st\" }", "this is not valid JSON: a text cannot be decoded.")]
    public void A_file_of_another_shape_is_refused(string text, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.That(Refused(folder.Write("x.json", text)).Message, Does.Contain(message));
    }

    [Test]
    public void A_file_that_is_missing_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("absent.json");

        Assert.That(Refused(path).Message, Does.StartWith($"Cannot read {path}: "));
    }

    [TestCase("{}", "has no profile 'cj'; it has none.")]
    [TestCase(ConfigurationSamples.Full, "has no profile 'cj'; it has ci, quick. Did you mean ci?")]
    public void An_unknown_profile_names_the_profiles(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var file = Read(folder, text);

        var problem = Assert.Throws<ProblemException>(() => file.InForce("cj"));

        Assert.That(problem!.Message, Is.EqualTo($"{file.Path} {message}"));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [TestCase("a/b", "../../dlnx-verify.json")]
    [TestCase("a", "../dlnx-verify.json")]
    [TestCase(".", "dlnx-verify.json")]
    [TestCase("repository/a", null)]
    [TestCase("repository/own/a", "../dlnx-verify.json")]
    [TestCase("worktree", null)]
    public void The_nearest_one_is_found_but_not_beyond_the_repository(string start, string? found)
    {
        using var folder = new TemporaryFolder();
        folder.Write("dlnx-verify.json", "{}");
        folder.Write("a/b/x", "");
        folder.Write("repository/.git/HEAD", "");
        folder.Write("repository/a/x", "");
        folder.Write("repository/own/dlnx-verify.json", "{}");
        folder.Write("repository/own/a/x", "");
        folder.Write("worktree/.git", "gitdir: elsewhere");

        Assert.That(ConfigurationFile.Nearest(folder.PathOf(start)), Is.EqualTo(found));
    }

    private static ConfigurationFile Read(TemporaryFolder folder, string text) =>
        ConfigurationFile.Read(folder.Write(ConfigurationFile.Name, text));

    private static ProblemException Refused(string path)
    {
        var problem = Assert.Throws<ProblemException>(() => ConfigurationFile.Read(path));
        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Environment));
        return problem;
    }

    private static IEnumerable<string> Settings(Profile profile) =>
        profile.Set.Select(setting => $"{setting.Key}={setting.Value}");
}
