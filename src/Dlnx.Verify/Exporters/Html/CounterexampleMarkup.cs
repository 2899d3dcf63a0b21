using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>What shows that a statement fails as given: the numbers of its counterexample checks.</summary>
internal static class CounterexampleMarkup
{
    // Enough to convince; the claim's own page has the rest.
    private const int LinesPerCheck = 4;

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
        var numbers = check.Evidence.Where(e => e is not FigureEvidence).ToList();
        // Accepted numbers keep a value from drifting; they persuade nobody while a comparison is at hand.
        var telling = numbers.Where(e => e is not GoldenEvidence).ToList();
        var lines = (telling.Count > 0 ? telling : numbers).Take(LinesPerCheck).Select(Phrase).ToList();
        var rest = numbers.Count - lines.Count;
        var more = Markup.When(
            rest > 0,
            () => Markup.Of($"<li class=\"more\">{Headline.Count(rest, "further number")}</li>")
        );
        return Markup.Of($"<h3>{check.Name}{Note(check.Status)}</h3><ul>{lines}{more}</ul>");
    }

    // “period of the first singular value: 4, not 2 (as printed)”
    private static Markup Phrase(Evidence evidence) =>
        evidence switch
        {
            AgreementEvidence a => Line(a.Name, NumberText.Brief(a.Measured), [.. a.Rivals.Select(Not)]),
            FactEvidence f => Line(f.Name, f.Measured, [.. f.Rivals.Select(r => Not(r.Name, r.Expected))]),
            BoundEvidence b => Line(
                b.Name,
                NumberText.Brief(b.Value),
                [Markup.Text($" {Words.Of(b.Relation)}{NumberText.Brief(b.Bound)}")]
            ),
            PropertyEvidence p => Line(p.Name, $"{p.Cases} cases", []),
            TrendEvidence t => Line(t.Name, $"{t.Holding} of {t.Of}", []),
            GoldenEvidence g => Line(g.Name, NumberText.Brief(g.Measured), []),
            _ => Line(evidence.Name, "", []),
        };

    private static Markup Line(string name, string found, IReadOnlyList<Markup> against) =>
        Markup.Of($"<li>{name}: <b>{found}</b>{against}</li>");

    private static Markup Not(Rival rival) =>
        Not(rival.Name, double.IsNaN(rival.Predicted) ? "" : NumberText.Brief(rival.Predicted));

    private static Markup Not(string rival, string says) =>
        says.Length > 0 ? Markup.Of($", not {says} ({rival})") : Markup.Of($", not: {rival}");

    private static Markup Note(Status status) =>
        Markup.When(status != Status.Reproduced, () => Markup.Of($" {Badges.Of(status)}"));
}
