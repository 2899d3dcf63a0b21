using Dlnx.Verify.Results;
using Dlnx.Verify.Tests.Exporters;
using Microsoft.Playwright;

namespace Dlnx.Tool.Tests.Browser;

/// <summary>The report in a real browser.</summary>
public sealed class ReportPageTests
{
    private const string VisibleRows = "[data-claims] tbody tr:not([hidden])";

    [Test]
    public async Task Search_and_filters_narrow_the_table_and_the_address_keeps_them()
    {
        await using var report = await ReportPage.Open(SampleResults.Small());
        var rows = report.Page.Locator(VisibleRows);
        Assert.That(await rows.CountAsync(), Is.EqualTo(7));

        await report.Page.Locator("input[name=q]").FillAsync("p/uno");
        Assert.That(await rows.AllInnerTextsAsync(), Has.One.Contains("P/one"));
        await report.Page.Locator("button[type=reset]").ClickAsync();
        await report.Page.Locator("select[name=verdict]").SelectOptionAsync("Refuted");
        await report.Page.WaitForFunctionAsync("document.querySelector('output').textContent === '1 of 7 claims'");
        Assert.That(await rows.AllInnerTextsAsync(), Has.One.Contains("P/three"));
        Assert.That(new Uri(report.Page.Url).Fragment, Is.EqualTo("#?verdict=Refuted"));
    }

    [Test]
    public async Task A_filtered_table_can_be_linked()
    {
        await using var report = await ReportPage.Open(SampleResults.Small(), "?status=broken");
        Assert.That(await report.Page.Locator(VisibleRows).CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Columns_sort_both_ways_from_the_keyboard()
    {
        await using var report = await ReportPage.Open(SampleResults.Small());
        var head = report.Page.Locator("th.c-verdict");
        await head.Locator("button").FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("ascending"));
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.That(await report.Page.Locator(VisibleRows).First.InnerTextAsync(), Does.Contain("P/three"));
    }

    [Test]
    public async Task Slash_focuses_the_search_and_enter_on_a_link_opens_the_claim()
    {
        await using var report = await ReportPage.Open(SampleResults.Small());
        await report.Page.Keyboard.PressAsync("/");
        Assert.That(await report.Page.EvaluateAsync<string>("document.activeElement.name"), Is.EqualTo("q"));
        await report.Page.Locator("tbody a[href='#P/two']").PressAsync("Enter");
        await report.Page.WaitForSelectorAsync("[data-view=claim].shown");
        Assert.That(await report.Page.Locator("[data-view=claim] h1").InnerTextAsync(), Does.StartWith("P/two"));
        Assert.That(await report.Page.EvaluateAsync<string>("document.activeElement.tagName"), Is.EqualTo("H1"));
    }

    [TestCase("P/two", "P/two")]
    [TestCase("P/uno", "P/one")]
    [TestCase("P/nowhere", "No claim P/nowhere")]
    public async Task A_deep_link_brings_its_claim_into_view(string hash, string heading)
    {
        await using var report = await ReportPage.Open(SampleResults.Small(), hash);
        var title = report.Page.Locator("[data-view=claim] h1");
        Assert.That(await title.InnerTextAsync(), Does.StartWith(heading));
        Assert.That((await title.BoundingBoxAsync())!.Y, Is.InRange(0, 500));
    }

    [Test]
    public async Task Formulas_are_MathML()
    {
        await using var report = await ReportPage.Open(SampleResults.Small(), "P/one");
        var claim = report.Page.Locator("[data-view=claim]");
        Assert.That(await claim.Locator("math").CountAsync(), Is.EqualTo(2));
        Assert.That(await claim.Locator("math[display=block]").CountAsync(), Is.EqualTo(1));
        await report.GoTo("errata", "[data-view=errata].shown");
        Assert.That(await report.Page.Locator("[data-view=errata] math").First.IsVisibleAsync(), Is.True);
        Assert.That(await report.Page.Locator("[data-view=errata] math:has-text('ℝ')").CountAsync(), Is.EqualTo(2));
        Assert.That(await report.Page.Locator("[data-view=errata] msub:has-text('max')").CountAsync(), Is.Positive);
        Assert.That(await report.Page.Locator("msub > :nth-child(3)").CountAsync(), Is.Zero, "drawn on the line");
    }

    [Test]
    public async Task Every_figure_renders_under_the_policy_without_a_word_in_the_console()
    {
        await using var report = await ReportPage.Open(SampleResults.Large(12, 8), "figures");
        foreach (var figure in await report.Page.Locator("[data-view=figures] .figure").AllAsync())
        {
            await figure.ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(figure.Locator("svg.marks path").First).ToBeAttachedAsync();
            Assert.That(await figure.GetAttributeAsync("class"), Is.EqualTo("figure drawn"));
        }
        Assert.That(report.Problems, Is.Empty);
        Assert.That(report.Requests, Is.Empty);
    }

    [Test]
    public async Task Many_points_are_drawn_on_a_canvas()
    {
        var results = SampleResults.Run(SampleResults.Claim("P/one", SampleResults.Figure("Dense", 4000)));
        await using var report = await ReportPage.Open(results, "P/one");
        await report.Page.WaitForSelectorAsync(".figure.drawn canvas");
        Assert.That(report.Problems, Is.Empty);
    }

    [Test]
    public async Task Nothing_of_a_hostile_claim_runs()
    {
        await using var report = await ReportPage.Open(SampleResults.Small(), "Q/hostile");
        report.Page.Dialog += (_, _) => Assert.Fail("A script of the claim ran.");
        await report.Page.WaitForSelectorAsync("[data-view=claim] .figure.drawn");
        Assert.That(
            await report.Page.Locator("[data-view=claim] h1").InnerTextAsync(),
            Does.Contain("<script>alert('x')</script>")
        );
        Assert.That(await report.Page.Locator("[data-view=claim] img, [data-view=claim] script").CountAsync(), Is.Zero);
        await report.GoTo("errata", "[data-view=errata].shown");
        await report.GoTo("graph", "[data-view=graph].shown");
        Assert.That(report.Problems, Is.Empty);
        Assert.That(report.Requests, Is.Empty);
    }

    [Test]
    public async Task The_errata_print_without_controls_and_with_formulas()
    {
        await using var report = await ReportPage.Open(SampleResults.Small(), "errata");
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.That(await report.Page.Locator(".top").IsVisibleAsync(), Is.False);
        Assert.That(await report.Page.Locator(".erratum:visible").CountAsync(), Is.EqualTo(2));
        Assert.That(await report.Page.Locator(".erratum math:visible").CountAsync(), Is.GreaterThan(4));
        var paper = await report.Page.PdfAsync();
        Assert.That(paper, Has.Length.GreaterThan(10_000));
    }

    [Test]
    public async Task The_graph_leads_to_claims_and_marks_refuted_premises()
    {
        await using var report = await ReportPage.Open(SampleResults.Small(), "graph");
        Assert.That(await report.Page.Locator("[data-node='P/four'].premise-refuted").CountAsync(), Is.EqualTo(1));
        await report.Page.Locator("[data-node='P/four']").ClickAsync();
        await report.Page.WaitForSelectorAsync("[data-view=claim].shown");
        Assert.That(await report.Page.Locator("[data-view=claim] .warning").InnerTextAsync(), Does.Contain("P/three"));
    }

    [Test]
    public async Task Times_stay_on_one_line_in_the_narrowest_table()
    {
        var check = SampleResults.Check("It holds", Status.Reproduced, "") with { Seconds = 0.029 };
        var claim = SampleResults.Claim("P/one") with { Checks = [check] };
        await using var report = await ReportPage.Open(SampleResults.Run(claim));
        var lines = await report.Page.EvaluateAsync<int>(
            """
            () => {
              const cell = document.querySelector("tbody .c-time");
              cell.closest("table").style.width = "1px";
              const text = document.createRange();
              text.selectNodeContents(cell);
              return text.getClientRects().length;
            }
            """
        );
        Assert.That(lines, Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_wider_than_a_phone()
    {
        await using var report = await ReportPage.Open(SampleResults.Small(), width: 390);
        foreach (var hash in new[] { "", "P/one", "P/two", "Q/hostile", "errata", "figures", "graph" })
        {
            var shown = hash switch
            {
                "" => "claims",
                _ when hash.Contains('/', StringComparison.Ordinal) => "claim",
                _ => hash,
            };
            await report.GoTo(hash, $"[data-view={shown}].shown");
            var excess = await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            Assert.That(excess, Is.LessThanOrEqualTo(0), $"#{hash}");
        }
    }
}
