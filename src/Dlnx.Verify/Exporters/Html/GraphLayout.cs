namespace Dlnx.Verify.Exporters.Html;

/// <summary>
/// Places the nodes of a directed graph in layers: premises left of what rests on them, neighbours at similar heights.
/// An edge over several layers gets a place to pass in each; edges from one premise share it.
/// </summary>
internal sealed class GraphLayout
{
    private const int Sweeps = 8;

    private readonly Dictionary<string, List<GraphCell>> before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<GraphCell>> after = new(StringComparer.Ordinal);

    /// <summary>Lays a graph out. A cycle, which honest claims do not have, only makes an edge point left.</summary>
    /// <param name="nodes">The nodes, in an order that settles ties.</param>
    /// <param name="premises">What each node rests on; nodes that are not listed are ignored.</param>
    public GraphLayout(IReadOnlyList<string> nodes, Func<string, IEnumerable<string>> premises)
    {
        var known = nodes.ToHashSet(StringComparer.Ordinal);
        var edges = nodes.ToDictionary(n => n, n => premises(n).Where(known.Contains).ToList(), StringComparer.Ordinal);
        var depth = Depths(nodes, edges);
        Layers = [.. Enumerable.Range(0, depth.Values.DefaultIfEmpty(-1).Max() + 1).Select(_ => new List<GraphCell>())];
        foreach (var node in nodes)
            Layers[depth[node]].Add(new GraphCell(node, depth[node], IsNode: true));
        foreach (var (node, list) in edges)
            list.ForEach(premise => Connect(premise, depth[premise], node, depth[node]));
        for (var sweep = 0; sweep < Sweeps; sweep++)
            Sweep(sweep % 2 == 0);
    }

    /// <summary>The layers from left to right, each from top to bottom.</summary>
    public IReadOnlyList<List<GraphCell>> Layers { get; }

    /// <summary>The layers that an edge passes between its ends.</summary>
    public static IEnumerable<GraphCell> Passes(string premise, int from, int to) =>
        Enumerable
            .Range(from + 1, Math.Max(0, to - from - 1))
            .Select(layer => new GraphCell(premise, layer, IsNode: false));

    private void Connect(string premise, int from, string node, int to)
    {
        var last = new GraphCell(premise, from, IsNode: true);
        foreach (var pass in Passes(premise, from, to))
        {
            if (!Layers[pass.Layer].Contains(pass))
                Layers[pass.Layer].Add(pass);
            Join(last, pass);
            last = pass;
        }
        Join(last, new GraphCell(node, to, IsNode: true));
    }

    private void Join(GraphCell left, GraphCell right)
    {
        Neighbours(before, right).Add(left);
        Neighbours(after, left).Add(right);
    }

    private void Sweep(bool forwards)
    {
        foreach (var layer in forwards ? Layers : Layers.Reverse())
        {
            var heights = Layers.SelectMany(Heights).ToDictionary();
            var sorted = layer.OrderBy(cell => Wanted(cell, forwards ? before : after, heights)).ToList();
            layer.Clear();
            layer.AddRange(sorted);
        }
    }

    private static double Wanted(
        GraphCell cell,
        Dictionary<string, List<GraphCell>> neighbours,
        Dictionary<GraphCell, double> heights
    )
    {
        var near = Neighbours(neighbours, cell);
        return near.Count == 0 ? heights[cell] : near.Average(other => heights[other]);
    }

    private static IEnumerable<KeyValuePair<GraphCell, double>> Heights(List<GraphCell> layer) =>
        layer.Select((cell, i) => KeyValuePair.Create(cell, i - ((layer.Count - 1) / 2.0)));

    private static List<GraphCell> Neighbours(Dictionary<string, List<GraphCell>> of, GraphCell cell)
    {
        var key = cell.IsNode ? cell.Id : $"{cell.Id} {cell.Layer}";
        return of.TryGetValue(key, out var list) ? list : of[key] = [];
    }

    private static Dictionary<string, int> Depths(IReadOnlyList<string> nodes, Dictionary<string, List<string>> edges)
    {
        var depth = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
            Visit(node);
        return depth;

        int Visit(string node)
        {
            if (depth.TryGetValue(node, out var found))
                return found;
            if (!open.Add(node))
                return -1;
            var deepest = edges[node].Select(Visit).DefaultIfEmpty(-1).Max();
            return depth[node] = deepest + 1;
        }
    }
}

/// <summary>A place in a layer: a node, or a point where edges from a premise pass.</summary>
/// <param name="Id">The node, or the premise whose edges pass.</param>
/// <param name="Layer">The layer, from the left.</param>
/// <param name="IsNode">Whether it is a node.</param>
internal readonly record struct GraphCell(string Id, int Layer, bool IsNode);
