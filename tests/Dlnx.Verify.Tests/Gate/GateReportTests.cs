using System.Text;
using Dlnx.Verify.Gate;

namespace Dlnx.Verify.Tests.Gate;

/// <summary>The comparison against the limits and the grammar of GitHub.</summary>
public sealed class GateReportTests
{
    [Test]
    public void The_summary_is_a_table_under_a_headline()
    {
        var comparison = new RunComparison([Broken("P/one"), Slow("P/two")], ["Other commits."], 7);

        Assert.That(
            GateReport.Summary(comparison),
            Is.EqualTo(
                """
                # 7 claims compared: check broken (1), time grew (1).

                > [!NOTE]
                > Other commits.

                | worse | claim | check | baseline | now |
                |---|---|---|---|---|
                | check broken | P/one | It holds | reproduced | off by 1 \| 2 |
                | time grew | P/two | It holds | 1 s | 3 s |

                """
            )
        );
    }

    [Test]
    public void Nothing_worse_is_one_sentence() =>
        Assert.That(
            GateReport.Summary(new RunComparison([], [], 1)),
            Is.EqualTo("# 1 claim compared: nothing is worse than in the baseline.\n")
        );

    [TestCase(20_000, 40)]
    [TestCase(3, 500_000)]
    [TestCase(2, 2_000_000)]
    public void A_large_summary_is_cut_and_says_so(int count, int length)
    {
        var message = new string('ρ', length / 2);
        var regressions = Enumerable.Range(0, count).Select(i => Broken($"P/{i}") with { Now = message }).ToList();

        var summary = GateReport.Summary(new RunComparison(regressions, [], count));

        var rows = summary.Split('\n').Count(line => line.StartsWith("| check broken", StringComparison.Ordinal));
        Assert.That(Encoding.UTF8.GetByteCount(summary), Is.LessThanOrEqualTo(900 * 1024));
        Assert.That(rows, Is.LessThan(count));
        Assert.That(summary, Does.EndWith($"\nand {count - rows} more\n"));
    }

    [Test]
    public void At_most_ten_annotations_mark_the_most_severe()
    {
        var regressions = Enumerable.Range(0, 30).Select(i => Broken($"P/{i}")).ToList();

        var lines = GateReport.Annotations(new RunComparison(regressions, [], 30)).ToList();

        Assert.That(lines, Has.Count.EqualTo(10));
        Assert.That(
            lines[0],
            Is.EqualTo(
                "::error file=specs/A.cs,line=12,title=check broken%3A P/0%3A It holds::reproduced → off by 1 | 2"
            )
        );
    }

    [Test]
    public void A_claim_as_a_whole_has_no_line_to_mark()
    {
        var lost = new Regression(RegressionKind.ClaimLost, "P/one", "", "Confirmed", "gone");

        Assert.That(
            GateReport.Annotations(new RunComparison([lost], [], 1)),
            Is.EqualTo(["::error title=claim lost%3A P/one::Confirmed → gone"])
        );
    }

    [Test]
    public void Hostile_text_stays_text()
    {
        var comparison = new RunComparison(
            [Broken("P/one") with { Now = Exporters.SampleResults.Hostile + "\n::error::x" }],
            [],
            1
        );

        Assert.That(GateReport.Summary(comparison), Does.Not.Contain("<script").And.Not.Contain("\n::error"));
        Assert.That(GateReport.Annotations(comparison).Single(), Does.Not.Contain("\n"));
    }

    private static Regression Broken(string claim) =>
        new(RegressionKind.CheckBroken, claim, "It holds", "reproduced", "off by 1 | 2")
        {
            File = "specs/A.cs",
            Line = 12,
        };

    private static Regression Slow(string claim) => new(RegressionKind.TimeGrew, claim, "It holds", "1 s", "3 s");
}
