using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Tests.Exporters;

/// <summary><c>summary.md</c> as GitHub shows it.</summary>
public sealed class SummaryTests
{
    [Test]
    public void Tells_the_whole_story_of_a_small_run()
    {
        var results = SampleResults.Run(
            SampleResults.Claim("P/one", SampleResults.EveryKind[0]),
            SampleResults.Erratum("P/two", Verdict.Refuted, Provenance.Reconstructed)
        );
        const string expected = """
            # 2 claims: 1 confirmed, 1 refuted. Nothing is broken.

            ## Verdicts

            | paper | Confirmed | Refuted | claims |
            |---|--:|--:|--:|
            | P | 1 | 1 | 2 |

            ## Corrected and refuted

            | claim | title | source | verdict | statement |
            |---|---|---|---|---|
            | P/two | Title of P/two | Theorem 1 | Refuted | reconstructed |

            <details><summary>All claims</summary>

            | claim | title | verdict | status | strongest evidence |
            |---|---|---|---|---|
            """;
        Assert.That(Exported.File("summary.md", results), Does.StartWith(expected));
        Assert.That(
            Exported.File("summary.md", results),
            Does.EndWith("Tier standard, seed 1, 1.5 s. dlnx-verify 1.2.3 0123456789abcdef.\n")
        );
    }

    [Test]
    public void Names_what_is_broken_with_its_place()
    {
        var summary = Exported.File("summary.md", SampleResults.Small());
        Assert.That(summary, Does.Contain("- **Q/broken** It breaks, specs/A.cs:12"));
        Assert.That(summary, Does.Contain("  - second line, 100%"));
    }

    [Test]
    public void Shows_hostile_text_as_text()
    {
        var summary = Exported.File("summary.md", SampleResults.Small());
        Assert.That(summary, Does.Not.Contain("<script").And.Not.Contain("<img").And.Contain("&#60;script&#62;"));
    }

    [Test]
    public void A_cell_cannot_leave_its_table()
    {
        var claim = SampleResults.Claim("P/one") with { Title = "a | b\n# c" };
        Assert.That(Exported.File("summary.md", SampleResults.Run(claim)), Does.Contain(@"| a \| b \# c |"));
    }
}
