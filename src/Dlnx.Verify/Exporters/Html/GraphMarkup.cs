using System.Text;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>Which claim rests on which, as a drawing per paper with the colours of the verdicts.</summary>
internal sealed class GraphMarkup(Report report, ClaimLinks links)
{
    private const int ColumnWidth = 168;
    private const int RowHeight = 36;
    private const int NodeWidth = 118;
    private const int NodeHeight = 26;
    private const int PassHeight = 14;

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
        var layout = new GraphLayout(nodes, PremisesOf);
        var places = Places(layout);
        var layers = layout
            .Layers.SelectMany(layer => layer)
            .Where(cell => cell.IsNode)
            .ToDictionary(cell => cell.Id, StringComparer.Ordinal);
        var edges = nodes.SelectMany(id => PremisesOf(id).Select(premise => Edge(layers[premise], layers[id], places)));
        var width = ((layout.Layers.Count - 1) * ColumnWidth) + NodeWidth + 8;
        var height = layout.Layers.Max(Height) + 8;
        return Markup.Of(
            $"""
            <div class="canvas" tabindex="0" role="group" aria-label="Claims of paper {paper.Letter} and their premises"><svg width="{width}" height="{height}" viewBox="0 0 {width} {height}"><g class="edges">{edges}</g>{nodes.Select(
                id => Node(id, places[layers[id]])
            )}</svg></div>
            """
        );
    }

    private static Dictionary<GraphCell, Place> Places(GraphLayout layout)
    {
        var tallest = layout.Layers.Max(Height);
        var places = new Dictionary<GraphCell, Place>();
        foreach (var layer in layout.Layers)
        {
            var y = 4 + ((tallest - Height(layer)) / 2);
            foreach (var cell in layer)
            {
                places[cell] = new Place(4 + (cell.Layer * ColumnWidth), y);
                y += Height(cell);
            }
        }
        return places;
    }

    private static int Height(List<GraphCell> layer) => layer.Sum(Height);

    private static int Height(GraphCell cell) => cell.IsNode ? RowHeight : PassHeight;

    private Markup Edge(GraphCell premise, GraphCell claim, Dictionary<GraphCell, Place> places)
    {
        var (from, to) = (places[premise], places[claim]);
        var (x, y) = (from.X + NodeWidth, from.Y + (NodeHeight / 2));
        var path = new StringBuilder($"M{x} {y}");
        foreach (var pass in GraphLayout.Passes(premise.Id, premise.Layer, claim.Layer))
        {
            var (left, middle) = (places[pass].X, places[pass].Y + (PassHeight / 2));
            path.Append(Curve(x, y, left, middle)).Append($"H{left + NodeWidth}");
            (x, y) = (left + NodeWidth, middle);
        }
        var (endX, endY) = (to.X - 5, to.Y + (NodeHeight / 2));
        path.Append(Curve(x, y, endX, endY));
        var refuted = links.Find(premise.Id) is { Verdict: Claims.Verdict.Refuted } ? "edge refuted" : "edge";
        return Markup.Of(
            $"<path class=\"{refuted}\" data-from=\"{premise.Id}\" data-to=\"{claim.Id}\" d=\"{path}\"/><path class=\"head\" d=\"M{endX + 4} {endY}l-6 -3.5v7z\"/>"
        );
    }

    private static string Curve(int x1, int y1, int x2, int y2)
    {
        var bend = Math.Max(20, (x2 - x1) / 2);
        return $"C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}";
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
