using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Tests.Exporters;

/// <summary>Annotations against the grammar of GitHub's workflow commands.</summary>
public sealed class AnnotationTests
{
    [Test]
    public void Point_at_the_line_of_each_broken_check()
    {
        const string expected =
            "::error file=specs/A.cs,line=12,title=Q/broken%3A It breaks::ρ₁: 0.5 against 0.6%0Asecond line, 100%25";
        Assert.That(Lines(SampleResults.Small()), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void Name_changed_and_lost_verdicts()
    {
        var results = SampleResults.Run() with { Findings = [new Finding("P/lost", "It is gone.")] };
        Assert.That(Lines(results), Is.EqualTo(new[] { "::error title=P/lost::It is gone." }));
    }

    [Test]
    public void Cannot_be_split_into_a_second_command()
    {
        var broken = SampleResults.Claim("P/one") with
        {
            Status = Status.Broken,
            Checks = [SampleResults.Check("a,line=1::b", Status.Broken, "x\r\n::warning::y")],
        };
        var line = Lines(SampleResults.Run(broken)).Single();
        Assert.That(line, Does.Not.Contain("\n").And.Not.Contain("\r"));
        Assert.That(line, Does.Contain("title=P/one%3A a%2Cline=1%3A%3Ab::x%0D%0A::warning::y"));
    }

    private static IEnumerable<string> Lines(RunResults results)
    {
        var report = Report.Of(results);
        return Report.Exporters.SelectMany(exporter => exporter.Annotations(report));
    }
}
