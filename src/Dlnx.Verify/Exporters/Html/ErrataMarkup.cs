using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>All statements that fail as given, by paper: what an author or reviewer reads first, on screen or on paper.</summary>
internal static class ErrataMarkup
{
    /// <summary>The claims that are corrected or refuted.</summary>
    public static IEnumerable<ClaimResult> Claims(IEnumerable<ClaimResult> claims) =>
        claims.Where(claim => claim.Verdict is Verdict.Corrected or Verdict.Refuted);

    public static Markup Of(Report report)
    {
        var papers = report.Papers.Where(paper => Claims(paper.Claims).Any()).ToList();
        var count = Claims(report.Results.Claims).Count();
        var introduction =
            count == 0
                ? "No statement is corrected or refuted in these results."
                : $"{Headline.Count(count, "statement")} that did not survive being checked in the form given, each with a counterexample in numbers and, where there is one, the form that holds. A verdict is given under the most charitable reading of the wording.";
        return Markup.Of(
            $"""
            <h1 tabindex="-1">Errata</h1><p class="lead">{introduction}</p>{RunMarkup.Line(report)}
            {papers.Select(Section)}
            """
        );
    }

    private static Markup Section(Paper paper)
    {
        var claims = Claims(paper.Claims).ToList();
        var counts = string.Join(
            ", ",
            VerdictCount.Of(claims).Select(c => $"{c.Count} {c.Verdict.ToString().ToLowerInvariant()}")
        );
        return Markup.Of(
            $"""
            <section class="paper"><h2 class="paper-title">Paper {paper.Letter} <span>{counts}</span></h2>{claims.Select(
                Entry
            )}</section>
            """
        );
    }

    private static Markup Entry(ClaimResult claim) =>
        Markup.Of(
            $"""
            <article class="erratum {Badges.Class(
                claim.Verdict
            )}"><header><p class="eyebrow">{claim.Kind}<span>{claim.Source}</span></p><h3><a href="#{claim.Id}"><span class="id">{claim.Id}</span> {claim.Title}</a></h3><p class="badges">{Badges.Of(
                claim.Verdict
            )}{Outcome(claim.Status)}{Badges.Origin(claim)}</p></header>
            <div class="sides">{StatementBlocks.Given(claim)}{StatementBlocks.Corrected(claim)}{CounterexampleMarkup.Of(claim)}{StatementBlocks.Reason(claim)}</div>
            {StatementBlocks.Readings(claim)}</article>
            """
        );

    // A verdict whose checks are not all reproduced does not stand; the reader must see that.
    private static Markup Outcome(Status status) => Markup.When(status != Status.Reproduced, () => Badges.Of(status));
}
