using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Fuzzing;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Sweeps;

namespace Dlnx.Verify.Tests.Sweeps;

public sealed class SweepFileTests
{
    private static readonly Lazy<SweepResults> Sample = new(() =>
    {
        using var folder = new TemporaryFolder();
        var claims = new RunOptions { Selection = ["Sample/everything", "Sample/parameters"], Cases = 10 };
        return Sweeping.Run(folder, claims with { Settings = new Dictionary<string, string> { ["n"] = "3" } });
    });

    [Test]
    public void What_is_written_is_read_back()
    {
        using var folder = new TemporaryFolder();
        SweepFile.Write(folder.PathOf(SweepFile.FileName), Sample.Value);
        var read = SweepFile.Read(folder.PathOf(SweepFile.FileName));
        Assert.That(Text(read), Is.EqualTo(Text(Sample.Value)));
    }

    [Test]
    public void It_satisfies_the_schema()
    {
        var schema = JsonSchema.Read(Path.Combine(AppContext.BaseDirectory, "schemas", "sweep.schema.json"));
        var missing = SweepMerge.Of([Part(1), Part(3)]);
        Assert.That(schema.Errors(JsonNode.Parse(Text(Sample.Value))), Is.Empty);
        Assert.That(missing.Findings, Is.Not.Empty);
        Assert.That(schema.Errors(JsonNode.Parse(Text(missing))), Is.Empty);
    }

    [TestCase("\"number\":2", "\"number\":7", "the point 7")]
    [TestCase("\"number\":2", "\"number\":1", "the point 1 stands twice")]
    [TestCase("{\"q\":\"0.201\"}", "{\"q\":\"0.2\"}", "the point 2 is at q=0.2, not on its axes")]
    [TestCase("\"grid\":\"", "\"net\":\"", "'grid'")]
    [TestCase("dlnx-verify/sweep/1", "dlnx-verify/results/1", "this tool reads \"dlnx-verify/sweep/1\"")]
    public void A_file_that_contradicts_itself_is_refused(string good, string bad, string message)
    {
        using var folder = new TemporaryFolder();
        SweepFile.Write(folder.PathOf("valid.json"), Sample.Value);
        var text = folder.Read("valid.json");
        var at = text.IndexOf(good, StringComparison.Ordinal);
        Assert.That(at, Is.Positive);
        var path = folder.Write(SweepFile.FileName, text[..at] + bad + text[(at + good.Length)..]);

        var problem = Assert.Throws<ProblemException>(() => SweepFile.Read(path));

        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(problem.Message, Does.Contain(path).And.Contain(message));
    }

    [Test]
    public void A_damaged_file_is_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf(SweepFile.FileName);
        var few = Sample.Value with { Points = [.. Sample.Value.Points.Take(2)] };
        SweepFile.Write(path, few);
        Fuzz.Survives(File.ReadAllBytes(path), Attempt, leastRefused: 10);

        Reading Attempt(byte[] content)
        {
            File.WriteAllBytes(path, content);
            try
            {
                var sweep = SweepFile.Read(path);
                _ = SweepCsv.Of(sweep);
                _ = SweepReport.Of(sweep);
                return Reading.Read;
            }
            catch (ProblemException problem)
            {
                Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
                Assert.That(
                    problem.Message,
                    Does.Contain(path)
                        .And.Match(
                            @" line \d+|LineNumber: |schema|decode|property '|null in it|the point|--sweep|points"
                        )
                );
                return Reading.Refused;
            }
        }
    }

    private static SweepResults Part(int index)
    {
        using var folder = new TemporaryFolder();
        return Sweeping.Run(folder, Sweeping.Options with { Shard = new Shard(index, 3) });
    }

    private static string Text(SweepResults sweep) => JsonSerializer.Serialize(sweep, ResultsJson.Options);
}
