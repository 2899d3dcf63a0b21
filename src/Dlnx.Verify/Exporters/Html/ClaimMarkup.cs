using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>Everything about one claim.</summary>
internal sealed class ClaimMarkup(Report report, ClaimLinks links)
{
    public Markup Of(ClaimResult claim) =>
        Markup.Of(
            $"""
            <div class="claim">
            <header class="claim-head"><p class="eyebrow">{claim.Kind}<span>{claim.Source}</span></p>
            <h1 tabindex="-1"><span class="id">{claim.Id}</span> {claim.Title}</h1>
            <p class="badges">{Badges.Of(claim.Verdict)}{Badges.Of(claim.Status)}{Badges.Origin(
                claim
            )}</p>{Warnings(claim)}</header>
            <div class="claim-body">
            {StatementBlocks.Given(claim)}
            {Counterexample(claim)}
            {StatementBlocks.Corrected(claim)}{StatementBlocks.Reason(claim)}{StatementBlocks.Readings(claim)}
            {Figures(claim)}{Checks(claim)}
            </div>
            <aside class="claim-side" aria-label="About this claim">{Facts(claim)}{Parameters(claim)}{Rerun(
                claim
            )}</aside>
            </div>
            """
        );

    private Markup Warnings(ClaimResult claim) =>
        Markup.Of(
            $"{links.RefutedPremises(claim).Select(premise => Markup.Of($"<p class=\"warning\">Rests on {links.Link(premise)}, which is refuted as stated.</p>"))}"
        );

    private static Markup Counterexample(ClaimResult claim) =>
        Markup.When(claim.Verdict is Verdict.Corrected or Verdict.Refuted, () => CounterexampleMarkup.Of(claim));

    private static Markup Figures(ClaimResult claim)
    {
        var frames = FigureMarkup.Of(claim).Select(FigureMarkup.Frame).ToList();
        return Markup.When(frames.Count > 0, () => Markup.Of($"<section><h2>Figures</h2>{frames}</section>"));
    }

    private static Markup Checks(ClaimResult claim)
    {
        var checks = claim.Checks.Select(CheckMarkup.Of);
        var beyond = Markup.When(
            claim.ChecksBeyondTier > 0,
            () =>
                Markup.Of(
                    $"<p class=\"aside-note\">{Headline.Count(claim.ChecksBeyondTier, "further check")} of a more expensive tier did not run.</p>"
                )
        );
        return Markup.When(
            claim.Checks.Count > 0 || claim.ChecksBeyondTier > 0,
            () => Markup.Of($"<section><h2>Checks and evidence</h2>{checks}{beyond}</section>")
        );
    }

    private Markup Facts(ClaimResult claim) =>
        Markup.Of(
            $"""
            <dl class="facts">
            {Fact(
                "Smallest margin",
                claim.Margin is { } margin
                    ? Markup.Of($"{MarginBar.Of(margin)} {NumberText.Short(margin)}")
                    : Markup.Empty
            )}
            {Fact(
                "Would notice",
                claim.Resolution is { } resolution
                    ? Markup.Of($"a relative change of {NumberText.Short(resolution)}")
                    : Markup.Empty
            )}
            {Fact("Also known as", Markup.Text(string.Join(", ", claim.Aliases)))}
            {Fact("Rests on", links.List(claim.DependsOn))}
            {Fact("Used by", links.List(links.UsedBy(claim)))}
            </dl>
            """
        );

    private static Markup Fact(string name, Markup value) =>
        Markup.When(value.Html.Length > 0, () => Markup.Of($"<dt>{name}</dt><dd>{value}</dd>"));

    private static Markup Parameters(ClaimResult claim)
    {
        var rows = claim.Parameters.Select(p =>
            Markup.Of(
                $"<dt><code>{p.Name}</code> {(p.Value.Length > 0 ? $"= {p.Value}" : "not set")}{(p.Value == p.Default ? "" : $" (default {p.Default})")}</dt><dd>{p.Description}{Range(p)}</dd>"
            )
        );
        return Markup.When(
            claim.Parameters.Count > 0,
            () => Markup.Of($"<h2>Parameters</h2><dl class=\"parameters\">{rows}</dl>")
        );
    }

    private static string Range(ParameterResult parameter)
    {
        var range = parameter.Range.Replace("Infinity", "∞", StringComparison.Ordinal);
        return range.Length == 0 ? "" : $"; {range}";
    }

    private Markup Rerun(ClaimResult claim) =>
        Markup.Of(
            $"<h2>Run it again</h2><div class=\"command\"><pre tabindex=\"0\"><code>{RerunCommand.Of(claim, report.RunOf(claim.Id), report.Swept)}</code></pre><button type=\"button\" data-copy>Copy</button></div>"
        );
}
