using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>Which claim rests on which, as a drawing per paper with the colours of the verdicts.</summary>
internal sealed class GraphMarkup(Report report, ClaimLinks links)
{
    private const int ColumnWidth = 168;
    private const int RowHeight = 36;
    private const int NodeWidth = 118;
    private const int NodeHeight = 26;

    public Markup Of() =>
        Markup.Of(
            $"""
            <h1 tabindex="-1">What rests on what</h1>
            <p class="lead">An arrow leads from a premise to the claim that uses it. A dashed frame marks a claim with a premise that is refuted as stated.</p>
            <p class="legend">{report.Verdicts.Select(count => Badges.Of(count.Verdict))}</p>
            {report.Papers.Where(paper => paper.Claims.Count > 0).Select(Section)}
            """
        );

    private Markup Section(Paper paper)
    {
        var linked = Linked(paper);
        var alone = paper.Claims.Select(claim => claim.Id).Except(linked).ToList();
        var drawing = Markup.When(linked.Count > 0, () => Drawing(paper, linked));
        var rest = Markup.When(
            alone.Count > 0,
            () => Markup.Of($"<p class=\"alone\"><span>Stand alone:</span> {links.List(alone)}</p>")
        );
        return Markup.Of($"<section class=\"graph\"><h2>Paper {paper.Letter}</h2>{drawing}{rest}</section>");
    }

    private List<string> Linked(Paper paper)
    {
        var edges = paper
            .Claims.SelectMany(claim => links.Premises(claim).Select(premise => (premise, claim.Id)))
            .ToList();
        return [.. edges.SelectMany(edge => new[] { edge.premise, edge.Id }).Distinct(StringComparer.Ordinal)];
    }

    private Markup Drawing(Paper paper, List<string> nodes)
    {
        var own = paper.Claims.ToDictionary(claim => claim.Id, StringComparer.Ordinal);
        IEnumerable<string> PremisesOf(string id) => own.TryGetValue(id, out var claim) ? links.Premises(claim) : [];
        var layers = GraphLayout.Layers(nodes, PremisesOf);
        var tallest = layers.Max(layer => layer.Count);
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        for (var column = 0; column < layers.Count; column++)
        {
            var top = (tallest - layers[column].Count) * RowHeight / 2;
            for (var row = 0; row < layers[column].Count; row++)
                places[layers[column][row]] = new Place(4 + (column * ColumnWidth), 5 + top + (row * RowHeight));
        }
        var edges = nodes.SelectMany(id => PremisesOf(id).Select(premise => Edge(premise, id, places)));
        var (width, height) = ((layers.Count * ColumnWidth) - ColumnWidth + NodeWidth + 8, (tallest * RowHeight) + 4);
        return Markup.Of(
            $"""
            <div class="canvas" tabindex="0" role="group" aria-label="Claims of paper {paper.Letter} and their premises"><svg width="{width}" height="{height}" viewBox="0 0 {width} {height}"><g class="edges">{edges}</g>{nodes.Select(
                id => Node(id, places[id])
            )}</svg></div>
            """
        );
    }

    private Markup Edge(string premise, string claim, Dictionary<string, Place> places)
    {
        var (from, to) = (places[premise], places[claim]);
        var (x1, y1, x2, y2) = (from.X + NodeWidth, from.Y + (NodeHeight / 2), to.X - 5, to.Y + (NodeHeight / 2));
        var bend = Math.Max(20, (x2 - x1) / 2);
        var refuted = links.Find(premise) is { Verdict: Claims.Verdict.Refuted } ? "edge refuted" : "edge";
        return Markup.Of(
            $"<path class=\"{refuted}\" data-from=\"{premise}\" data-to=\"{claim}\" d=\"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}\"/><path class=\"head\" d=\"M{x2 + 4} {y2}l-6 -3.500v7z\"/>"
        );
    }

    private Markup Node(string id, Place place)
    {
        var box = Markup.Of(
            $"<rect x=\"{place.X}\" y=\"{place.Y}\" width=\"{NodeWidth}\" height=\"{NodeHeight}\" rx=\"6\"/>"
        );
        if (links.Find(id) is not { } claim)
            return Markup.Of(
                $"<g class=\"node planned\"><title>{id}: not among these results</title>{box}{Label(id, place)}</g>"
            );
        var refuted = links.RefutedPremises(claim).ToList();
        var warning = refuted.Count == 0 ? "" : $"; rests on {string.Join(", ", refuted)}, refuted as stated";
        var title = $"{claim.Id} {claim.Title}: {claim.Verdict}, {Words.Of(claim.Status)}{warning}";
        var state = $"{(refuted.Count > 0 ? "premise-refuted" : "")} s-{claim.Status.ToString().ToLowerInvariant()}";
        return Markup.Of(
            $"<a class=\"node {Badges.Class(claim.Verdict)} {state}\" href=\"#{id}\" data-node=\"{id}\" aria-label=\"{title}\"><title>{title}</title>{box}<use href=\"#{Badges.Class(claim.Verdict)}\" x=\"{place.X + 6}\" y=\"{place.Y + 6}\" width=\"14\" height=\"14\"/>{Label(id, place)}</a>"
        );
    }

    private static Markup Label(string id, Place place) =>
        Markup.Of($"<text x=\"{place.X + 25}\" y=\"{place.Y + 17}\">{Short(id)}</text>");

    private static string Short(string id) => id.Length <= 15 ? id : id[..14] + "…";

    private readonly record struct Place(int X, int Y);
}
