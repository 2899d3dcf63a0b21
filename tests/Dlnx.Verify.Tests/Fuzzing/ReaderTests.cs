using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dlnx.Fuzzing;
using Dlnx.Verify.Configuration;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Tests.Configuration;

namespace Dlnx.Verify.Tests.Fuzzing;

/// <summary>Damaged files of the tool are read or refused with one message; nothing is written meanwhile.</summary>
public sealed partial class ReaderTests
{
    private const int DigestDigits = 16;

    private static readonly RunResults Sample = SampleResults.Full with
    {
        Claims = [.. SampleResults.Full.Claims.Where(claim => claim.Id is "Sample/wrong-facts" or "Sample/margins")],
    };

    [Test]
    public void Results_are_read_or_refused() =>
        Survives(
            "results.json",
            Encoding.UTF8.GetBytes(SampleResults.Text(Sample)),
            path => Use(ResultsFile.Read(path))
        );

    [Test]
    public void A_figure_in_results_is_read_or_refused()
    {
        var everything = SampleResults.Full.Claims.Single(claim => claim.Id == "Sample/everything");
        var figures = everything.Checks.Where(check => check.Evidence.Any(item => item is FigureEvidence));
        var results = Sample with { Claims = [everything with { Checks = [.. figures] }] };
        Survives(
            "results.json",
            JsonSerializer.SerializeToUtf8Bytes(results, ResultsJson.OneLine),
            path => Use(ResultsFile.Read(path))
        );
    }

    [Test]
    public void A_list_with_a_hole_is_refused()
    {
        using var folder = new TemporaryFolder();
        var root = JsonNode.Parse(SampleResults.Text(SampleResults.Full))!;
        var holes = 0;
        foreach (var list in Lists(root))
        {
            list.Insert(0, null);
            var path = folder.Write("results.json", root.ToJsonString());
            Assert.That(() => ResultsFile.Read(path), Throws.TypeOf<ProblemException>(), list.GetPath());
            list.RemoveAt(0);
            holes++;
        }
        Assert.That(holes, Is.GreaterThan(8));
    }

    [Test]
    public void A_journal_is_read_or_refused() =>
        Survives("journal.jsonl", Journal(), path => _ = JournalContent.Read(path));

    // Damage that the digest does not show: the content of every line is damaged first and then signed.
    [Test]
    public void The_content_of_a_journal_is_read_or_refused() =>
        Survives(
            "journal.jsonl",
            WithoutDigests(Journal()),
            path =>
            {
                File.WriteAllBytes(path, WithDigests(File.ReadAllBytes(path)));
                foreach (var record in JournalContent.Read(path).Records)
                    _ = JsonSerializer.Serialize(record, ResultsJson.OneLine);
            },
            leastRefused: 0
        );

    [Test]
    public void A_golden_file_is_read_or_refused() =>
        Survives("x.json", Encoding.UTF8.GetBytes(Gold.Text), path => _ = GoldenFileReader.Read(path, "Sample/x"));

    [Test]
    public void Accepted_verdicts_are_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        folder.WriteLedger(Ledgers.Declared());
        Survives(
            VerdictLedger.FileName,
            File.ReadAllBytes(folder.PathOf(VerdictLedger.FileName)),
            path => _ = VerdictLedger.Read(path)
        );
    }

    [Test]
    public void A_configuration_is_read_or_refused() =>
        Survives(
            ConfigurationFile.Name,
            Encoding.UTF8.GetBytes(ConfigurationSamples.Full),
            path =>
            {
                foreach (var profile in ConfigurationFile.Read(path).Profiles.Values)
                    _ = profile.RunOptions();
            }
        );

    // One list of every kind, without the tables of figures, in which a null is a missing number.
    private static IEnumerable<JsonArray> Lists(JsonNode root)
    {
        var kinds = new HashSet<string>();
        var nodes = new Stack<JsonNode?>([root]);
        while (nodes.TryPop(out var node))
        {
            if (node is JsonArray list && kinds.Add(Digits().Replace(list.GetPath(), "")))
                yield return list;
            IEnumerable<JsonNode?> parts = node switch
            {
                JsonArray items => items,
                JsonObject fields => fields
                    .Where(field => field.Key is not ("table" or "spec"))
                    .Select(field => field.Value),
                _ => [],
            };
            foreach (var part in parts)
                nodes.Push(part);
        }
    }

    [GeneratedRegex(@"\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    // What was read can be used: no list has holes that the exporters fall into.
    private static void Use(RunResults results)
    {
        _ = RunOutcome.Of(results);
        _ = JsonSerializer.Serialize(results, ResultsJson.OneLine);
        var report = Report.Of(results);
        // The page carries its scripts with it and would take most of the time.
        foreach (var exporter in Report.Exporters.Where(exporter => exporter.GetType().Name != "HtmlExporter"))
            _ = exporter.Files(report).Count();
    }

    private static void Survives(string name, byte[] valid, Action<string> read, int leastRefused = 10)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf(name);
        Fuzz.Survives(valid, content => Attempt(content), leastRefused);

        Reading Attempt(byte[] content)
        {
            File.WriteAllBytes(path, content);
            try
            {
                read(path);
                return Reading.Read;
            }
            catch (ProblemException problem)
            {
                Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
                Assert.That(
                    problem.Message,
                    Does.Contain(path).And.Match(@" line \d+|LineNumber: |schema|decode|property '|null in it")
                );
                return Reading.Refused;
            }
            finally
            {
                Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.EqualTo([path]));
            }
        }
    }

    private static byte[] Journal()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("j");
        using (var journal = RunJournal.Start(path, JournalHeader.Of(new RunOptions(), Samples.Catalog)))
        {
            foreach (var claim in Sample.Claims)
            {
                foreach (var check in claim.Checks)
                    journal.TryAppend(claim.Id, check);
            }
        }
        return File.ReadAllBytes(path);
    }

    private static byte[] WithoutDigests(byte[] journal) => EachLine(journal, line => line[(DigestDigits + 1)..]);

    private static byte[] WithDigests(byte[] lines) =>
        EachLine(
            lines,
            line =>
                [
                    .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(line))[..DigestDigits]),
                    (byte)' ',
                    .. line,
                ]
        );

    private static byte[] EachLine(byte[] content, Func<byte[], byte[]> change)
    {
        var result = new List<byte>();
        for (var start = 0; start < content.Length; )
        {
            var end = Array.IndexOf(content, (byte)'\n', start);
            if (end < 0)
                end = content.Length;
            result.AddRange(change(content[start..end]));
            result.Add((byte)'\n');
            start = end + 1;
        }
        return [.. result];
    }
}
