using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>The first thing a reader sees: the headline, a strip of claims per paper, what is broken.</summary>
internal static class OverviewMarkup
{
    public static Markup Of(Report report) =>
        Markup.Of(
            $"""
            <h1 class="headline" tabindex="-1">{Sentence(report)} <span class="state {(
                IsBroken(report) ? "is-broken" : ""
            )}">{Headline.State(report)}</span></h1>
            {Notes(report)}{Broken(report)}
            <div class="strips">{report.Papers.Where(paper => paper.Claims.Count > 0).Select(Strip)}</div>
            <p class="legend">{report.Verdicts.Select(count =>
                Badges.Of(count.Verdict)
            )}<span class="how">One mark per claim, in the order of the paper; a hollow mark is a claim without a spec yet.</span></p>
            """
        );

    private static bool IsBroken(Report report) => report.Broken.Any() || report.Results.Findings.Count > 0;

    private static Markup Sentence(Report report)
    {
        var counts = report
            .Verdicts.Select(count =>
                Markup.Of(
                    $"<a class=\"count {Badges.Class(count.Verdict)}\" href=\"#?verdict={count.Verdict}\">{count.Count} {count.Verdict.ToString().ToLowerInvariant()}</a>"
                )
            )
            .ToList();
        var joined = counts.SelectMany((count, i) => i == 0 ? [count] : new[] { new Markup(", "), count });
        return Markup.Of(
            $"{Headline.Count(report.Results.Claims.Count, "claim")}{new Markup(counts.Count > 0 ? ": " : "")}{joined}."
        );
    }

    private static Markup Notes(Report report) =>
        Markup.When(
            report.Notes.Count > 0,
            () =>
                Markup.Of(
                    $"<div class=\"notes\" role=\"note\"><p>Merged from {report.Runs.Count} results files.</p><ul>{report.Notes.Select(note => Markup.Of($"<li>{note}</li>"))}</ul></div>"
                )
        );

    private static Markup Broken(Report report)
    {
        var checks = report.Broken.SelectMany(claim =>
            claim
                .Checks.Where(check => check.Status == Status.Broken)
                .Select(check =>
                    Markup.Of(
                        $"<li><a href=\"#{claim.Id}\">{claim.Id}</a> {check.Name}<pre class=\"message\">{check.Message}</pre></li>"
                    )
                )
        );
        var findings = report.Results.Findings.Select(finding =>
            Markup.Of($"<li><b>{finding.Claim}</b> {finding.Message}</li>")
        );
        return Markup.When(
            IsBroken(report),
            () => Markup.Of($"<section class=\"broken-list\"><h2>Broken</h2><ul>{checks}{findings}</ul></section>")
        );
    }

    private static Markup Strip(Paper paper) =>
        Markup.Of(
            $"""
            <div class="strip"><h2>{paper.Letter}<span>{Headline.Count(
                paper.Claims.Count,
                "claim"
            )}</span></h2><ol data-strip>{paper.Claims.Select(Cell)}{paper.Planned.Select(_ => new Markup(
                "<li class=\"planned\"></li>"
            ))}</ol></div>
            """
        );

    private static Markup Cell(ClaimResult claim)
    {
        var label = $"{claim.Id} {claim.Title}: {claim.Verdict}, {Words.Of(claim.Status)}";
        return Markup.Of(
            $"<li><a class=\"cell {Badges.Class(claim.Verdict)} s-{claim.Status.ToString().ToLowerInvariant()}\" href=\"#{claim.Id}\" title=\"{label}\" aria-label=\"{label}\">{Badges.Shape(claim.Verdict)}</a></li>"
        );
    }
}
