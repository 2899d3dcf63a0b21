using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>What shows that a statement fails as given: the numbers of its counterexample checks.</summary>
internal static class CounterexampleMarkup
{
    // Enough to convince; the claim's own page has the rest.
    private const int LinesPerCheck = 5;

    public static Markup Of(ClaimResult claim)
    {
        var checks = claim.Checks.Where(check => check.Role == Role.Counterexample).Select(Of).ToList();
        return checks.Count > 0
            ? Markup.Of($"<section class=\"counterexamples\"><h2>Counterexample</h2>{checks}</section>")
            : Markup.Of(
                $"<section class=\"counterexamples\"><h2>Counterexample</h2><p>Its check did not run in this tier.</p></section>"
            );
    }

    private static Markup Of(CheckResult check)
    {
        var evidence = check.Evidence.Where(e => e is not FigureEvidence).ToList();
        var lines = evidence.Take(LinesPerCheck).Select(EvidenceMarkup.Phrase);
        var rest = evidence.Count - LinesPerCheck;
        var more = Markup.When(
            rest > 0,
            () => Markup.Of($"<li class=\"more\">and {Headline.Count(rest, "number")} more</li>")
        );
        return Markup.Of($"<h3>{check.Name}{Note(check.Status)}</h3><ul>{lines}{more}</ul>");
    }

    private static Markup Note(Status status) =>
        Markup.When(status != Status.Reproduced, () => Markup.Of($" {Badges.Of(status)}"));
}
