using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>A check: its sentence, its outcome and its evidence.</summary>
internal static class CheckMarkup
{
    public static Markup Of(CheckResult check) =>
        Markup.Of(
            $"""
            <article class="check {(check.Status == Status.Broken ? "is-broken" : "")}">
            <h3>{check.Name}</h3>
            <p class="meta">{Role(check.Role)}{Data(check.Data)}{Badges.Of(
                check.Status
            )}<span>{check.Tier.ToString().ToLowerInvariant()}</span><span>{NumberText.Seconds(
                check.Seconds
            )}</span><span class="path">{check.File}:{check.Line}</span></p>
            {Message(check)}{EvidenceMarkup.Table(check.Evidence)}
            </article>
            """
        );

    private static Markup Role(Role role) =>
        role == Claims.Role.Counterexample
            ? Markup.Of($"<span class=\"chip counterexample\">counterexample to the statement as given</span>")
            : Markup.Empty;

    private static Markup Data(string data) =>
        Markup.When(data.Length > 0, () => Markup.Of($"<span class=\"chip data\">data: {data}</span>"));

    private static Markup Message(CheckResult check) =>
        Markup.When(check.Message.Length > 0, () => Markup.Of($"<pre class=\"message\">{check.Message}</pre>"));
}
