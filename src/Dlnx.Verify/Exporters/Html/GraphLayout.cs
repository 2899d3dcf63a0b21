namespace Dlnx.Verify.Exporters.Html;

/// <summary>
/// Places the nodes of a directed graph in layers: premises left of what rests on them, neighbours at similar heights.
/// A cycle, which honest claims do not have, only makes an edge point left.
/// </summary>
internal static class GraphLayout
{
    private const int Sweeps = 8;

    /// <summary>The layers from left to right, each from top to bottom.</summary>
    /// <param name="nodes">The nodes, in an order that settles ties.</param>
    /// <param name="premises">What each node rests on; nodes that are not listed are ignored.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Layers(
        IReadOnlyList<string> nodes,
        Func<string, IEnumerable<string>> premises
    )
    {
        var known = nodes.ToHashSet(StringComparer.Ordinal);
        var before = nodes.ToDictionary(
            n => n,
            n => premises(n).Where(known.Contains).ToList(),
            StringComparer.Ordinal
        );
        var after = nodes.ToDictionary(n => n, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var (node, list) in before)
            list.ForEach(premise => after[premise].Add(node));
        var depth = Depths(nodes, before);
        var layers = nodes.GroupBy(n => depth[n]).OrderBy(g => g.Key).Select(g => g.ToList()).ToList();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var neighbours = sweep % 2 == 0 ? before : after;
            var order = sweep % 2 == 0 ? layers : layers.AsEnumerable().Reverse();
            foreach (var layer in order.ToList())
                Sort(layer, Heights(layers), neighbours);
        }
        return layers;
    }

    private static Dictionary<string, int> Depths(IReadOnlyList<string> nodes, Dictionary<string, List<string>> before)
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
            var deepest = before[node].Select(Visit).DefaultIfEmpty(-1).Max();
            return depth[node] = deepest + 1;
        }
    }

    private static Dictionary<string, double> Heights(List<List<string>> layers) =>
        layers
            .SelectMany(layer => layer.Select((node, i) => (node, height: i - ((layer.Count - 1) / 2.0))))
            .ToDictionary(pair => pair.node, pair => pair.height, StringComparer.Ordinal);

    private static void Sort(
        List<string> layer,
        Dictionary<string, double> heights,
        Dictionary<string, List<string>> neighbours
    )
    {
        var sorted = layer
            .OrderBy(node => neighbours[node].Count == 0 ? heights[node] : neighbours[node].Average(n => heights[n]))
            .ToList();
        layer.Clear();
        layer.AddRange(sorted);
    }
}
