using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>All claims in a table that can be searched, filtered and sorted.</summary>
internal static class ClaimTable
{
    private static readonly string[] Columns =
    [
        "claim",
        "title",
        "kind",
        "verdict",
        "status",
        "checks",
        "margin",
        "time",
    ];

    public static Markup Of(Report report)
    {
        var claims = report.Results.Claims;
        return Markup.Of(
            $"""
            <form class="filters" role="search" aria-label="Claims" data-filters>
            <label class="search"><span>Search</span><input type="search" name="q" placeholder="id, title, source" autocomplete="off"></label>
            {Choice("paper", claims.Select(claim => Paper.LetterOf(claim.Id)))}
            {Choice("kind", claims.Select(claim => claim.Kind.ToString()))}
            {Choice("verdict", claims.Select(claim => claim.Verdict.ToString()))}
            {Choice("status", claims.Select(claim => Words.Of(claim.Status)))}
            {Choice("tier", claims.Select(TierOf))}
            <p class="found"><output name="found" aria-live="polite">{Headline.Count(
                claims.Count,
                "claim"
            )}</output> <button type="reset">Clear</button></p>
            </form>
            <div class="table-frame"><table class="claims" data-claims><caption class="unseen">Claims with verdict, status and evidence</caption><thead><tr>{Heads()}</tr></thead><tbody>{claims.Select(
                Row
            )}</tbody></table></div>
            {Planned(report.Results.Planned)}
            """
        );
    }

    private static IEnumerable<Markup> Heads() =>
        Columns.Select(name =>
            Markup.Of(
                $"<th scope=\"col\" class=\"c-{name}\" aria-sort=\"none\"><button type=\"button\">{name}</button></th>"
            )
        );

    private static Markup Row(ClaimResult claim, int order)
    {
        var seconds = claim.Checks.Sum(check => check.Seconds);
        var text = string.Join(' ', claim.Aliases.Prepend(claim.Id).Append(claim.Title).Append(claim.Source))
            .ToLowerInvariant();
        return Markup.Of(
            $"""
            <tr data-order="{order}" data-paper="{Paper.LetterOf(
                claim.Id
            )}" data-kind="{claim.Kind}" data-verdict="{claim.Verdict}" data-status="{Words.Of(
                claim.Status
            )}" data-tier="{TierOf(
                claim
            )}" data-text="{text}"><th scope="row" data-sort="{order}"><a href="#{claim.Id}">{claim.Id}</a></th><td class="c-title">{claim.Title}</td><td class="c-kind">{claim.Kind}</td><td data-sort="{(int)
                claim.Verdict}">{Badges.Of(claim.Verdict)}</td><td data-sort="{(int)claim.Status}">{Badges.Of(
                claim.Status
            )}{OnData(claim)}</td><td class="c-checks num" data-sort="{claim.Checks.Count}">{claim.Checks.Count}</td><td class="c-margin" data-sort="{claim.Margin
                ?? 2}">{(
                claim.Margin is { } margin ? MarginBar.Of(margin) : Markup.Empty
            )}</td><td class="c-time num" data-sort="{seconds}">{NumberText.Seconds(seconds)}</td></tr>
            """
        );
    }

    private static Markup OnData(ClaimResult claim) =>
        Markup.When(claim.OnData.Length > 0, () => Markup.Of($"<span class=\"on-data\">{claim.OnData}</span>"));

    private static Markup Choice(string name, IEnumerable<string> values)
    {
        var options = values.Distinct().Select(value => Markup.Of($"<option>{value}</option>"));
        return Markup.Of(
            $"<label><span>{name}</span><select name=\"{name}\"><option value=\"\">all</option>{options}</select></label>"
        );
    }

    private static Markup Planned(IReadOnlyList<PlannedClaim> planned) =>
        Markup.When(
            planned.Count > 0,
            () =>
                Markup.Of(
                    $"<details class=\"planned-list\"><summary>{Headline.Count(planned.Count, "claim")} of the catalogues without a spec yet</summary><ul>{planned.Select(p => Markup.Of($"<li><b>{p.Id}</b> {p.Title}</li>"))}</ul></details>"
                )
        );

    private static string TierOf(ClaimResult claim) =>
        claim.Checks.Select(check => check.Tier).DefaultIfEmpty(Tier.Fast).Min().ToString().ToLowerInvariant();
}
