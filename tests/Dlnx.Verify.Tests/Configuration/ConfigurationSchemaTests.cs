using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Verify.Configuration;

namespace Dlnx.Verify.Tests.Configuration;

/// <summary>schemas/dlnx-verify.schema.json knows the keys that the tool reads, with the same limits.</summary>
public sealed class ConfigurationSchemaTests
{
    private static readonly string Path = System.IO.Path.Combine(
        AppContext.BaseDirectory,
        "schemas",
        "dlnx-verify.schema.json"
    );

    private static readonly JsonSchema Schema = JsonSchema.Read(Path);

    private static readonly JsonObject Root = JsonNode.Parse(File.ReadAllText(Path))!.AsObject();

    private static readonly string[] Keys = [.. Sample().Select(key => key.Key)];

    [Test]
    public void The_sample_has_every_key_of_the_schema()
    {
        var names = Root["properties"]!.AsObject().Select(property => property.Key);
        var ofProfiles = Root["properties"]!["profiles"]!["additionalProperties"]!["properties"]!.AsObject();

        Assert.That(Keys, Is.EquivalentTo(names));
        Assert.That(ofProfiles.Select(property => property.Key), Is.EquivalentTo(Keys.Except(["$schema", "profiles"])));
    }

    // The tool lists all keys when it meets one that is like no other.
    [Test]
    public void The_tool_reads_every_key_of_the_schema_and_no_other()
    {
        var message = Problem("""{ "x": 1 }""")!;
        var keys = message.Split("The keys are ")[1].Split(". ")[0].Split(", ");

        Assert.That(keys, Is.EquivalentTo(Keys));
    }

    [Test]
    public void Every_key_is_described()
    {
        var definitions = Root["$defs"]!.AsObject();
        foreach (var (name, property) in Root["properties"]!.AsObject())
        {
            var described = property!["$ref"] is null ? property : definitions[name]!;
            Assert.That((string?)described["description"], Is.Not.Null.And.Not.Empty, name);
            if (property["$ref"] is { } reference)
                Assert.That((string?)reference, Is.EqualTo($"#/$defs/{name}"));
        }
    }

    [Test]
    public void Its_defaults_are_those_of_the_tool()
    {
        var plain = new RunOptions();
        var thresholds = new Dlnx.Verify.Gate.GateThresholds();
        var tool = new JsonObject
        {
            ["tier"] = "standard",
            ["seed"] = plain.Seed,
            ["cases"] = plain.Cases,
            ["engine"] = plain.Engine.Name,
            ["kernel"] = plain.Kernel.Name,
            ["isolate"] = plain.Isolation is not null,
            ["marginFactor"] = thresholds.MarginFactor,
            ["timeFactor"] = thresholds.TimeFactor,
        };
        var schema = Root["$defs"]!.AsObject().Where(key => key.Value!["default"] is not null);

        Assert.That(
            schema.Select(key => $"{key.Key} {key.Value!["default"]}"),
            Is.EquivalentTo(tool.Select(key => $"{key.Key} {key.Value}"))
        );
        Assert.That(plain.Tier, Is.EqualTo(Tier.Standard));
        var budgets = Root["$defs"]!["budgets"]!["properties"]!.AsObject();
        Assert.That(
            budgets.Select(tier => (double)tier.Value!["default"]!),
            Is.EqualTo(
                new[] { plain.Budgets.Fast, plain.Budgets.Standard, plain.Budgets.Full }.Select(time =>
                    time.TotalSeconds
                )
            )
        );
        var engines = Root["$defs"]!["engine"]!["enum"]!.AsArray().Select(name => (string?)name);
        Assert.That(engines, Is.EqualTo(RunEngine.Names));
        var kernels = Root["$defs"]!["kernel"]!["enum"]!.AsArray().Select(name => (string?)name);
        Assert.That(kernels, Is.EqualTo(RunKernel.Names));
    }

    [Test]
    public void What_the_tool_reads_satisfies_the_schema()
    {
        Assert.That(Problem(Sample().ToJsonString()), Is.Null);
        Assert.That(Schema.Errors(Sample()), Is.Empty);
    }

    [TestCase("tier", "\"Fast\"")]
    [TestCase("tier", "1")]
    [TestCase("seed", "-1")]
    [TestCase("seed", "1.5")]
    [TestCase("seed", "1e30")]
    [TestCase("cases", "0")]
    [TestCase("workers", "0")]
    [TestCase("workers", "3000000000")]
    [TestCase("claims", "\"A/*\"")]
    [TestCase("claims", "[1]")]
    [TestCase("set", "[]")]
    [TestCase("set", """{ "a": null }""")]
    [TestCase("specs", "[\"\"]")]
    [TestCase("golden", "\"\"")]
    [TestCase("data", "true")]
    [TestCase("cache", "1")]
    [TestCase("costs", "[]")]
    [TestCase("engine", "\"torsh\"")]
    [TestCase("enginePath", "\"\"")]
    [TestCase("engineSet", "[]")]
    [TestCase("kernel", "\"OpenBLAS\"")]
    [TestCase("isolate", "\"yes\"")]
    [TestCase("memory", "\"2GB\"")]
    [TestCase("memory", "2048")]
    [TestCase("budgets", "60")]
    [TestCase("budgets", """{ "fats": 1 }""")]
    [TestCase("budgets", """{ "fast": 0 }""")]
    [TestCase("budgets", """{ "full": 3000000 }""")]
    [TestCase("out", "null")]
    [TestCase("marginFactor", "1")]
    [TestCase("timeFactor", "\"2\"")]
    [TestCase("$schema", "1")]
    [TestCase("profiles", "[]")]
    [TestCase("profiles", """{ "ci": 1 }""")]
    [TestCase("profiles", """{ "ci": { "tire": 1 } }""")]
    [TestCase("tire", "1")]
    public void What_the_tool_refuses_does_not_satisfy_the_schema(string key, string value)
    {
        var sample = Sample();
        sample[key] = JsonNode.Parse(value);

        Assert.That(Problem(sample.ToJsonString()), Is.Not.Null);
        Assert.That(Schema.Errors(sample), Is.Not.Empty);
    }

    private static JsonObject Sample()
    {
        var friendly = new JsonDocumentOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        };
        return JsonNode.Parse(ConfigurationSamples.Full, documentOptions: friendly)!.AsObject();
    }

    private static string? Problem(string text)
    {
        using var folder = new TemporaryFolder();
        try
        {
            _ = ConfigurationFile.Read(folder.Write(ConfigurationFile.Name, text));
            return null;
        }
        catch (ProblemException problem)
        {
            return problem.Message;
        }
    }
}
