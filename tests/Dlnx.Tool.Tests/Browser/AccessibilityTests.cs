using Dlnx.Verify.Tests.Exporters;
using Microsoft.Playwright;

namespace Dlnx.Tool.Tests.Browser;

/// <summary>Landmarks, names, contrast and more, by the rules of axe-core, in both colour schemes.</summary>
public sealed class AccessibilityTests
{
    private static readonly string Axe = Path.Combine(
        PackedTool.Repository,
        "artifacts",
        "page",
        "node_modules",
        "axe-core",
        "axe.min.js"
    );

    [TestCase("", "claims")]
    [TestCase("P/one", "claim")]
    [TestCase("P/three", "claim")]
    [TestCase("errata", "errata")]
    [TestCase("figures", "figures")]
    [TestCase("graph", "graph")]
    public async Task Every_view_passes_in_both_schemes(string hash, string view)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var report = await ReportPage.Open(SampleResults.Small(), hash, scheme);
            await report.Page.WaitForSelectorAsync($"[data-view={view}].shown");
            await report.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
            var violations = await report.Page.EvaluateAsync<string[]>(
                """
                async () => (await axe.run()).violations.map(v => `${v.id}: ${v.help}\n  ` + v.nodes.map(n => n.html).join('\n  '))
                """
            );
            Assert.That(violations, Is.Empty, $"#{hash}, {scheme}");
        }
    }
}
