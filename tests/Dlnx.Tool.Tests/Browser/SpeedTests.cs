using Dlnx.Verify.Tests.Exporters;

namespace Dlnx.Tool.Tests.Browser;

/// <summary>How fast a large report opens, and how large it is.</summary>
[NonParallelizable]
public sealed class SpeedTests
{
    [Test]
    public async Task Two_hundred_claims_and_sixty_figures_open_within_two_seconds()
    {
        await using var report = await ReportPage.Open(SampleResults.Large(200, 60));
        var best = double.PositiveInfinity;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await report.Page.GotoAsync("about:blank");
            await report.Page.GotoAsync($"file://{report.File}");
            await report.Page.WaitForSelectorAsync("html[data-ready]");
            // Interactive: the document is parsed, and a filter answers.
            var time = await report.Page.EvaluateAsync<double>(
                """
                () => new Promise(done => requestAnimationFrame(() => {
                  const verdict = document.querySelector('select[name=verdict]');
                  verdict.value = 'Corrected';
                  verdict.dispatchEvent(new Event('input', { bubbles: true }));
                  requestAnimationFrame(() => done(performance.now()));
                }))
                """
            );
            best = Math.Min(best, time);
        }
        var size = new FileInfo(report.File).Length;
        await TestContext.Out.WriteLineAsync($"interactive after {best:F0} ms, {size / 1e6:F2} MB");
        Assert.That(best, Is.LessThan(2000));
        Assert.That(size, Is.LessThan(3_000_000));
        Assert.That(report.Problems, Is.Empty);
    }
}
