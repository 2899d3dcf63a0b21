namespace Dlnx.Verify.Exporters.Html;

/// <summary>
/// Writes <c>index.html</c>: one file that opens from disk, asks the network for nothing, and runs only the scripts
/// whose hashes its Content-Security-Policy names.
/// </summary>
internal sealed class HtmlExporter : IExporter
{
    public IEnumerable<ReportFile> Files(Report report) => [new ReportFile(ReportFolder.PageName, Page(report).Html)];

    private static Markup Page(Report report) =>
        Markup.Of(
            $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy()}">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
            <title>{Headline.Of(report)} · dlnx-verify</title>
            <style>{new Markup(PageAssets.Style)}</style><script>{new Markup(PageAssets.Early)}</script></head>
            <body>{Badges.Shapes}<a class="skip" href="#view-main">Skip to content</a>
            {Header(report)}
            <main id="view-main" tabindex="-1">{Views(report)}</main>
            <footer><p>Made by dlnx-verify {report.Results.Tool.Version} from results.json. Figures: Vega, Vega-Lite, vega-embed. Formulas: KaTeX.</p></footer>
            <script>{new Markup(PageAssets.Page)}</script>
            {Packs(report)}</body></html>

            """
        );

    private static Markup Header(Report report)
    {
        var errata = ErrataMarkup.Claims(report.Results.Claims).Count();
        var figures = report.Results.Claims.SelectMany(FigureMarkup.Of).Count();
        return Markup.Of(
            $"""
            <header class="top"><a class="brand" href="#">dlnx-verify</a><nav aria-label="Report"><a href="#" data-nav="claims">Claims</a><a href="#errata" data-nav="errata">Errata <small>{errata}</small></a><a href="#figures" data-nav="figures">Figures <small>{figures}</small></a><a href="#graph" data-nav="graph">Graph</a></nav><button type="button" class="theme" data-theme-button aria-label="Colour scheme: as the system">◐</button></header>
            """
        );
    }

    private static Markup Views(Report report) =>
        Markup.Of(
            $"""
            <noscript><p class="notes">This page needs JavaScript for all but the table below. It loads nothing from the network.</p></noscript>
            <section data-view="claims">{OverviewMarkup.Of(report)}{RunMarkup.Line(report)}{ClaimTable.Of(
                report
            )}{RunMarkup.Of(report)}</section>
            <section data-view="claim" aria-live="off"></section>
            <section data-view="errata" data-packed></section>
            <section data-view="figures">{Gallery(report)}</section>
            <section data-view="graph" data-packed></section>
            """
        );

    private static Markup Gallery(Report report) =>
        Markup.Of(
            $"""
            <h1 tabindex="-1">Figures</h1><p class="lead">Lines are theory, points are simulation, dashed rules are thresholds. Hold Shift to pan and zoom; double-click to reset.</p><div class="gallery">{report.Results.Claims.SelectMany(
                FigureMarkup.Of
            ).Select(FigureMarkup.Frame)}</div>
            """
        );

    private static Markup Packs(Report report)
    {
        var links = new ClaimLinks(report.Results.Claims);
        var figures = report
            .Results.Claims.SelectMany(FigureMarkup.Of)
            .Select(figure => new Pack(figure.Name, () => FigureMarkup.Content(figure.Evidence)));
        Pack[] packs =
        [
            .. ClaimPacks.Of(report, links),
            new("view errata", () => ErrataMarkup.Of(report).Html),
            new("view graph", () => new GraphMarkup(report, links).Of().Html),
            .. figures,
            new("formulas", () => PageAssets.Formulas),
            new("plots", () => PageAssets.Plots),
        ];
        // The caller takes part: a query would leave it waiting, on one of the few threads that all exporters share.
        var compressed = new Markup[packs.Length];
        Parallel.For(0, packs.Length, i => compressed[i] = packs[i].Compress());
        return Markup.Of($"{compressed}");
    }

    private static string Policy()
    {
        string[] scripts = [PageAssets.Early, PageAssets.Page, PageAssets.Formulas, PageAssets.Plots];
        return $"default-src 'none'; script-src {string.Join(' ', scripts.Select(PageAssets.Hash))}; "
            + $"style-src {PageAssets.Hash(PageAssets.Style)}; img-src data: blob:; base-uri 'none'; form-action 'none'";
    }
}
