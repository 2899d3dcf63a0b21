using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>The numbers of a check as rows of a table: what was found, what was claimed, how far apart, how safely.</summary>
internal static class EvidenceMarkup
{
    /// <summary>The table; nothing when the check left no numbers.</summary>
    public static Markup Table(IReadOnlyList<Evidence> evidence)
    {
        var rows = evidence.Where(e => e is not FigureEvidence).Select(Row).ToList();
        return rows.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <table class="evidence"><thead><tr><th scope="col">quantity</th><th scope="col">found</th><th scope="col">expected</th><th scope="col">deviation</th><th scope="col">margin</th></tr></thead><tbody>{rows}</tbody></table>
                """
            );
    }

    private static Markup Row(Evidence evidence)
    {
        var row = EvidenceRow.Of(evidence);
        var broken = evidence.Holds ? "" : "does-not-hold";
        var notes = row.Rivals.Select(Rival).Concat(row.Notes.Select(note => Markup.Of($"<li>{note}</li>"))).ToList();
        var more = Markup.When(notes.Count > 0, () => Markup.Of($"<ul class=\"rivals\">{notes}</ul>"));
        return Markup.Of(
            $"""
            <tr class="{broken}"><th scope="row">{row.Name}{more}</th><td class="num" data-label="found">{row.Found}</td><td class="num" data-label="{row.ClaimedWord}">{row.Claimed}</td><td class="num" data-label="deviation">{row.Deviation}</td><td data-label="margin">{row.Margin}</td></tr>
            """
        );
    }

    private static Markup Rival(RivalRow rival) =>
        Markup.Of(
            $"<li class=\"{(rival.Rejected ? "rejected" : "not-rejected")}\">{(rival.Rejected ? "rejects" : "does not reject")} <i>{rival.Name}</i>{Says(rival)}</li>"
        );

    private static Markup Says(RivalRow rival) =>
        Markup.When(rival.Says.Length > 0, () => Markup.Of($": {rival.Says}"));
}
