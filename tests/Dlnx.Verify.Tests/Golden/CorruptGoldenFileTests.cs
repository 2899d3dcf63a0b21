using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Tests.Golden;

/// <summary>A damaged golden file is refused with its name, line and remedy, and is never changed.</summary>
public sealed class CorruptGoldenFileTests
{
    [Test]
    public void A_file_cut_at_any_byte_is_refused()
    {
        using var folder = new TemporaryFolder();
        var bytes = Encoding.UTF8.GetBytes(Gold.Text.TrimEnd());
        var lines = Gold.Text.TrimEnd().Split('\n').Length;
        for (var length = 0; length < bytes.Length; length++)
        {
            var path = folder.PathOf("x.json");
            File.WriteAllBytes(path, bytes[..length]);

            var problem = Refused(path);

            Assert.That(LineIn(problem, path), Is.InRange(1, lines), $"cut at byte {length}");
        }
    }

    [TestCase(
        "golden/1",
        "golden/2",
        "\"schema\" is \"dlnx-verify/golden/2\"; this tool reads \"dlnx-verify/golden/1\""
    )]
    [TestCase("Sample/x", "Sample/y", "\"claim\" is \"Sample/y\"; expected \"Sample/x\"")]
    [TestCase("1E-09", "-1E-09", "\"tolerance\" is -1E-09; it must not be negative")]
    [TestCase("1E-09", "\"NaN\"", "\"tolerance\" is NaN; it must not be negative")]
    [TestCase("1E-09", "\"Infinity\"", "\"tolerance\" is Infinity; it must be finite")]
    [TestCase("1E-09", "1E999", "\"tolerance\" is Infinity; it must be finite")]
    [TestCase("1E-09", "\"1E-09\"", "expected a number for \"tolerance\", found \"1E-09\"")]
    [TestCase("-0.125", "null", "expected a number for \"value\", found null")]
    [TestCase("-0.125", "true", "expected a number for \"value\", found true")]
    [TestCase("-0.125", "[1]", "expected a number for \"value\", found a list")]
    [TestCase("-0.125", "{}", "expected a number for \"value\", found an object")]
    [TestCase("-0.125", "-0.12.5", "this is not valid JSON")]
    [TestCase("\"relative\"", "\"cubic\"", "\"scale\" is \"cubic\"; it must be absolute, relative or mixed")]
    [TestCase("\"relative\"", "\"1\"", "\"scale\" is \"1\"; it must be absolute, relative or mixed")]
    [TestCase("\"relative\"", "\"\"", "\"scale\" is \"\"; it must be absolute, relative or mixed")]
    [TestCase("\"relative\"", "\"absolute, relative\"", "\"scale\" is \"absolute, relative\"; it must be absolute")]
    [TestCase("\"relative\"", "\"relative,mixed\"", "\"scale\" is \"relative,mixed\"; it must be absolute")]
    [TestCase("\"relative\"", "7", "expected text for \"scale\", found 7")]
    [TestCase("\"source\"", "\"sauce\"", "unknown property \"sauce\"")]
    [TestCase("\"kernel\"", "\"colonel\"", "unknown property \"colonel\" in \"accepted\"")]
    [TestCase("\"reason\"", "\"season\"", "unknown property \"season\" in \"accepted\"")]
    [TestCase("\"the first ones\"", "1", "expected text for \"reason\", found 1")]
    [TestCase("\"numbers\"", "\"figures\"", "unknown property \"figures\"")]
    [TestCase("\"ρ₁ at k = 2.1\"", "\"limit\"", "\"limit\" stands twice")]
    [TestCase("\"seed\": \"1\"", "\"seed\": 1", "expected text for \"seed\", found 1")]
    [TestCase("textbook", "text\\ud800book", "this is not valid JSON")]
    public void A_wrong_token_is_named_with_its_line(string good, string bad, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("Sample/x.json", Gold.Text.Replace(good, bad, StringComparison.Ordinal));

        var problem = Refused(path);

        Assert.That(problem.Message, Does.Contain(message));
        Assert.That(LineIn(problem, path), Is.EqualTo(Gold.LineOf(good)));
        Assert.That(problem.Message, Does.Contain("dotnet dlnx-verify golden accept Sample/x"));
    }

    [TestCase("", "this is not valid JSON")]
    [TestCase("[]", "expected an object, found a list")]
    [TestCase("{}", "\"schema\", \"claim\" or \"numbers\" is missing")]
    [TestCase(
        """{"schema": "dlnx-verify/golden/1", "claim": "Sample/x"}""",
        "\"schema\", \"claim\" or \"numbers\" is missing"
    )]
    [TestCase("""{"claim": "Sample/x", "numbers": {}}""", "\"schema\", \"claim\" or \"numbers\" is missing")]
    [TestCase("""{"claim": "Sample/x", "claim": "Sample/x"}""", "\"claim\" stands twice")]
    [TestCase("""{"numbers": {}, "numbers": {}}""", "\"numbers\" stands twice")]
    [TestCase("""{"numbers": {"a": {"value": 1, "value": 2}}}""", "\"value\" stands twice")]
    [TestCase("""{"accepted": {"on": "", "on": ""}}""", "\"on\" stands twice")]
    [TestCase(
        """{"numbers": {"a": {"value": 1, "scale": "mixed"}}}""",
        "a number needs \"value\", \"tolerance\" and \"scale\""
    )]
    [TestCase("""{"numbers": {"a": 1}}""", "expected an object with \"value\", \"tolerance\" and \"scale\", found 1")]
    [TestCase("""{"numbers": 1}""", "expected an object for \"numbers\", found 1")]
    [TestCase("""{"accepted": 1}""", "expected an object for \"accepted\", found 1")]
    [TestCase(Gold.Text + "{}", "text after the end")]
    public void A_file_of_another_shape_is_refused(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.json", text);

        Assert.That(Refused(path).Message, Does.Contain(message));
    }

    [Test]
    public void A_file_that_is_not_text_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("x.json");
        byte[] text = Encoding.UTF8.GetBytes(Gold.Text);
        // A byte that no UTF-8 text contains, inside the source of a number.
        text[Gold.Text.IndexOf("2026", StringComparison.Ordinal)] = 0xFF;
        File.WriteAllBytes(path, text);

        Assert.That(LineIn(Refused(path), path), Is.EqualTo(Gold.LineOf("2026")));
    }

    [Test]
    public void Any_damage_is_either_harmless_or_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("x.json");
        var bytes = Encoding.UTF8.GetBytes(Gold.Text);
        var refused = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(11, 13).WithMaxTest(2000),
            Prop.ForAll(
                Damages(bytes.Length).ToArbitrary(),
                damage =>
                {
                    File.WriteAllBytes(path, damage.Apply(bytes));
                    try
                    {
                        _ = GoldenFileReader.Read(path, "Sample/x");
                        return true;
                    }
                    catch (ProblemException problem)
                    {
                        refused++;
                        return LineIn(problem, path) >= 1 && problem.ExitCode == ExitCode.Environment;
                    }
                }
            )
        );
        Assert.That(refused, Is.GreaterThan(1000));
    }

    [Test]
    public void A_run_with_a_damaged_file_ends_before_it_starts_and_writes_nothing()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        folder.Write("Sample/everything.json", Gold.Text[..100]);
        var before = folder.Snapshot();

        var problem = Assert.Throws<ProblemException>(() =>
            Samples.Run(new RunOptions { Selection = ["Sample/everything"] }, folder.Path)
        );

        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(problem.Message, Does.StartWith(folder.PathOf("Sample/everything.json") + " line "));
        Assert.That(folder.Snapshot(), Is.EqualTo(before));
    }

    private static ProblemException Refused(string path)
    {
        var before = File.ReadAllBytes(path);
        var problem = Assert.Throws<ProblemException>(() => GoldenFileReader.Read(path, "Sample/x"));
        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(before));
        return problem;
    }

    private static int LineIn(ProblemException problem, string path)
    {
        var start = path + " line ";
        Assert.That(problem.Message, Does.StartWith(start));
        return int.Parse(problem.Message[start.Length..problem.Message.IndexOf(',', start.Length)]);
    }

    private static Gen<Damage> Damages(int length) =>
        from kind in Gen.Choose(0, 4)
        from at in Gen.Choose(0, length - 1)
        from other in Gen.Choose(0, length - 1)
        from value in Gen.Choose(0, 255)
        select new Damage(kind, at, other, (byte)value);

    private sealed record Damage(int Kind, int At, int Other, byte Value)
    {
        public byte[] Apply(byte[] bytes)
        {
            var (low, high) = (Math.Min(At, Other), Math.Max(At, Other));
            return Kind switch
            {
                // A byte replaced, inserted or lost; a slice lost; a slice repeated.
                0 => [.. bytes[..At], Value, .. bytes[(At + 1)..]],
                1 => [.. bytes[..At], Value, .. bytes[At..]],
                2 => [.. bytes[..At], .. bytes[(At + 1)..]],
                3 => [.. bytes[..low], .. bytes[high..]],
                _ => [.. bytes[..high], .. bytes[low..]],
            };
        }
    }
}
